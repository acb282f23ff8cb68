import type { Section } from '$lib/components/sections';

export const statementDate = '2026-11-22';

export const statement: Section[] = [
	{
		id: 'goal',
		title: { fi: 'Tavoitteemme', sv: 'Vårt mål', en: 'What we aim for' },
		text: {
			fi: [
				'Asukassivujen pitää toimia kaikille: näppäimistöllä, ruudunlukijalla, suurennettuna ja pienellä näytöllä. Tavoite on WCAG 2.2:n taso AA ja standardi EN 301 549.'
			],
			sv: [
				'Boendesidorna ska fungera för alla: med tangentbord, skärmläsare, förstoring och liten skärm. Målet är nivå AA i WCAG 2.2 och standarden EN 301 549.'
			],
			en: [
				'The portal should work for everybody: by keyboard, with a screen reader, enlarged and on a small screen. The aim is level AA of WCAG 2.2 and the standard EN 301 549.'
			]
		}
	},
	{
		id: 'state',
		title: { fi: 'Missä olemme nyt', sv: 'Var vi är nu', en: 'Where we are now' },
		text: {
			fi: [
				'Sivut on tarkastettu itse: automaattisesti ja käyttämällä niitä pelkällä näppäimistöllä. Ulkopuolista arviointia ei ole vielä tehty.',
				'Asukkaiden itse lähettämillä kuvilla ei ole tekstivastinetta.'
			],
			sv: [
				'Sidorna har granskats av oss själva: automatiskt och genom att använda dem med enbart tangentbord. Någon utomstående bedömning har inte gjorts ännu.',
				'Bilder som de boende själva skickar har ingen textmotsvarighet.'
			],
			en: [
				'We have checked the pages ourselves: automatically, and by using them with the keyboard alone. Nobody from outside has assessed them yet.',
				'Photos that residents send have no text that stands for them.'
			]
		}
	},
	{
		id: 'feedback',
		title: { fi: 'Huomasitko esteen?', sv: 'Märkte du ett hinder?', en: 'Did something stop you?' },
		text: {
			fi: [
				'Kerro siitä asiakaspalveluun. Saat tarvitsemasi tiedot myös puhelimitse, ja vastaamme kahden viikon kuluessa.'
			],
			sv: [
				'Berätta om det för kundtjänsten. Du får den information du behöver också per telefon, och vi svarar inom två veckor.'
			],
			en: ['Tell customer service. You get what you need by phone too, and an answer within two weeks.']
		}
	},
	{
		id: 'supervision',
		title: { fi: 'Valvonta', sv: 'Tillsyn', en: 'Supervision' },
		text: {
			fi: [
				'Jos vastaus ei tyydytä sinua, voit tehdä ilmoituksen viranomaiselle: Liikenne- ja viestintävirasto Traficom, saavutettavuusvaatimukset.fi.'
			],
			sv: [
				'Om du inte är nöjd med svaret kan du göra en anmälan till myndigheten: Transport- och kommunikationsverket Traficom, tillganglighetskrav.fi.'
			],
			en: [
				'If the answer does not satisfy you, you can turn to the authority: the Finnish Transport and Communications Agency Traficom, webaccessibility.fi.'
			]
		}
	}
];
