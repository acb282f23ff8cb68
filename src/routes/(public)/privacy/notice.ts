import type { Section } from '$lib/components/sections';

export const noticeDate = '2026-11-22';

export const notice: Section[] = [
	{
		id: 'who',
		title: {
			fi: 'Kuka käsittelee tietojasi',
			sv: 'Vem behandlar dina uppgifter',
			en: 'Who handles your data'
		},
		text: {
			fi: ['Vuokranantajasi. Yhteystiedot ovat sivulla Yhteystiedot.'],
			sv: ['Din hyresvärd. Kontaktuppgifterna finns på sidan Kontakt.'],
			en: ['Your landlord. How to reach them is on the page Contact.']
		}
	},
	{
		id: 'what',
		title: { fi: 'Mitä tietoja ja miksi', sv: 'Vilka uppgifter och varför', en: 'What data, and why' },
		text: {
			fi: [
				'Nimesi, yhteystietosi, asuntosi ja sopimuksesi tulevat vuokranantajan rekistereistä. Vikailmoituksesi, viestisi ja kuvasi tulevat sinulta. Niitä tarvitaan vuokrasuhteen hoitamiseen.',
				'Muistamme, mikä pelastussuunnitelma sinulle on näytetty: laki velvoittaa tiedottamaan siitä.'
			],
			sv: [
				'Ditt namn, dina kontaktuppgifter, din bostad och ditt avtal kommer från hyresvärdens register. Dina felanmälningar, meddelanden och bilder kommer från dig. De behövs för att sköta hyresförhållandet.',
				'Vi minns vilken räddningsplan som har visats för dig: lagen kräver att den meddelas.'
			],
			en: [
				'Your name, contact details, home and agreement come from the landlord’s registers. Your reports, messages and photos come from you. They are needed to look after your tenancy.',
				'We keep note of which rescue plan you were shown: the law asks that it be communicated.'
			]
		}
	},
	{
		id: 'who-sees',
		title: { fi: 'Kuka näkee ne', sv: 'Vem ser dem', en: 'Who sees it' },
		text: {
			fi: [
				'Vuokranantajan ja huoltoyhtiön työntekijät, kukin vain sen, mitä työ vaatii. Muut asukkaat eivät näe ilmoituksiasi eivätkä viestejäsi. Kuvista poistetaan sijaintitiedot jo laitteessasi.'
			],
			sv: [
				'Hyresvärdens och servicebolagets anställda, var och en bara det som arbetet kräver. Andra boende ser inte dina anmälningar eller meddelanden. Platsuppgifter tas bort ur bilderna redan på din enhet.'
			],
			en: [
				'Staff of the landlord and the maintenance company, each only what the work asks for. Other residents see neither your reports nor your messages. Location data is removed from photos on your own device.'
			]
		}
	},
	{
		id: 'device',
		title: { fi: 'Mitä laitteessasi on', sv: 'Vad som finns på din enhet', en: 'What is on your device' },
		text: {
			fi: [
				'Jotta sivut toimivat ilman yhteyttä, omat tietosi tallennetaan selaimeesi. Ne poistetaan, kun kirjaudut ulos. Evästeitä on kaksi: kirjautuminen ja kielivalinta. Seurantaa ei ole.'
			],
			sv: [
				'För att sidorna ska fungera utan förbindelse sparas dina egna uppgifter i webbläsaren. De tas bort när du loggar ut. Det finns två kakor: inloggningen och språkvalet. Ingen spårning förekommer.'
			],
			en: [
				'So that the portal works without a connection, your own data is kept in your browser. It is removed when you log out. There are two cookies: your login and your choice of language. Nothing tracks you.'
			]
		}
	},
	{
		id: 'rights',
		title: { fi: 'Oikeutesi', sv: 'Dina rättigheter', en: 'Your rights' },
		text: {
			fi: [
				'Voit pyytää tietosi nähtäväksi, korjattavaksi tai poistettavaksi. Ota yhteyttä asiakaspalveluun. Voit myös kääntyä tietosuojavaltuutetun puoleen: tietosuoja.fi.'
			],
			sv: [
				'Du kan begära att få se, rätta eller radera dina uppgifter. Kontakta kundtjänsten. Du kan också vända dig till dataombudsmannen: tietosuoja.fi.'
			],
			en: [
				'You may ask to see your data, to have it corrected or erased: contact customer service. You may also turn to the Data Protection Ombudsman: tietosuoja.fi.'
			]
		}
	}
];
