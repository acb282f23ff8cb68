import { createHash } from 'node:crypto';

/** What people in a block of flats write to each other. */
const sentences = [
	'Keittiön hana tiputtaa, vaikka sen kiertäisi kuinka kiinni.',
	'Huoltomies käy katsomassa pesuhuoneen lattiakaivoa torstaiaamuna.',
	'Vesi katkaistaan koko rapusta kahdeksi tunniksi putkitöiden vuoksi.',
	'Parvekkeen oven tiiviste on irronnut ja ikkunasta vetää.',
	'Saunavuoroja voi vaihtaa naapurin kanssa, kunhan siitä kertoo isännöitsijälle.',
	'Jätekatoksen lukko jumittaa pakkasella, koputtakaa sitä varovasti.',
	'Patteri makuuhuoneessa on kylmä, muualla asunnossa lämmintä riittää.',
	'Kiitos nopeasta avusta, valo palaa taas!',
	'Varaosa on tilattu ja sen pitäisi saapua ensi viikolla.',
	'Pihan talkoot pidetään lauantaina, makkaraa ja mehua on tarjolla.',
	'Voiko yleisavaimella tulla, jos en ehdi itse kotiin?',
	'Hissi jäi kahdesti kolmannen kerroksen kohdalle eilen illalla.',
	'Ilmanvaihtoventtiilit puhdistetaan, siirtäkää huonekalut niiden alta.',
	'Astianpesukone ei tyhjene, ja altaassa haisee viemäri.',
	'Palovaroittimen paristo piippaa eteisessä noin minuutin välein.',
	'Polkupyörävarastosta poistetaan merkitsemättömät pyörät kuun lopussa.',
	'Olen töissä neljään asti, sen jälkeen sopii milloin vain.',
	'Kellarin käytävän loisteputki on palanut, portaissa on pimeää.',
	'Kosteusmittaus tehtiin, seinä on kuiva eikä remonttia tarvita.',
	'Autopaikan lämmitystolppa ei anna virtaa vaikka sulake on ehjä.',
	'Naapurin remontista kuuluu poraamista vielä iltayhdeksän jälkeen.',
	'Uusi siivousyhtiö aloittaa maanantaina, palautetta saa antaa portaalissa.',
	'Koira on kotona, mutta se on suljettu makuuhuoneeseen.',
	'Lähetän kuvat vielä erikseen, kun pääsen parempaan verkkoon.',
	'Vuokranmaksun eräpäivä siirtyy pyhien takia seuraavaan arkipäivään.',
	'Avaimen voi noutaa toimistolta henkilöllisyystodistusta vastaan.',
	'Lumi kasataan leikkipaikan viereen, pysäköikää niin että aura mahtuu.',
	'WC-istuin vuotaa huuhtelun jälkeen hetken aikaa lattialle.',
	'Sähköasentaja toteaa, että pistorasia on uusittava kokonaan.',
	'Väestönsuojan tarkastus on tehty, puutteita ei löytynyt.',
	'Toivoisin, että grillikatoksen penkit korjattaisiin ennen kesää.',
	'Rappukäytävän ovi jää raolleen, kun tuuli painaa sitä.',
	'Pesutuvan kone numero kaksi vie kolikot mutta ei käynnisty.',
	'Tulemme uudelleen keskiviikkona kello kymmenen ja kahdentoista välillä.',
	'Katolta pudotetaan lunta, kulku pihan puolelta on suljettu.',
	'Jääkaapin ovi ei pysy kiinni ja pakastin huurtuu.',
	'Suihkun letku halkesi, laitoin teippiä, mutta se ei kestä pitkään.',
	'Asukaskokous valitsee uuden toimikunnan, ehdokkaita kaivataan lisää.',
	'Ikkunanpesu kuuluu asukkaalle, korkeimmat ruudut pesee huolto.',
	'Siirrän tämän rakennuttajalle, hän vastaa viikon sisällä.'
];

const words = sentences.flatMap((sentence) =>
	sentence
		.toLowerCase()
		.replace(/[.,?!]/g, '')
		.split(' ')
);
const endings = ['', 'n', 'ssa', 'sta', 'lla', 'lle', 't', 'kin', 'ko', 'ksi'];

/**
 * So many sentences of eight words, always the same for the same seed and never for another. The words are people's, bent
 * by chance, so that brotli makes of them what it makes of real Finnish in such amounts: a little less than half.
 */
export function textOf(seed: string | number, count = 1): string {
	return Array.from({ length: count }, (_, at) => sentenceOf(`${seed} ${at}`)).join(' ');
}

function sentenceOf(seed: string): string {
	const chance = createHash('sha256').update(seed).digest();
	const bent = Array.from({ length: 8 }, (_, at) => {
		const word = words[chance.readUInt16BE(at * 3) % words.length]!;
		return word + endings[chance[at * 3 + 2]! % endings.length]!;
	});
	const sentence = bent.join(' ');
	return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
