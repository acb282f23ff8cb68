import type { Section } from '$lib/components/sections';

/** The device: without a connection, installing, space, browsers. */
export const questionsOnDevices: Section[] = [
	{
		id: 'offline',
		title: {
			fi: 'Toimivatko sivut ilman verkkoyhteyttä?',
			sv: 'Fungerar sidorna utan nätförbindelse?',
			en: 'Does the portal work without a connection?'
		},
		text: {
			fi: [
				'Kyllä, kun olet kirjautunut kerran. Pelastussuunnitelma, hätäohjeet, tiedotteet ja omat ilmoituksesi ovat laitteessasi.',
				'Myös uusi ilmoitus tai viesti jää laitteeseesi ja lähtee itsestään, kun yhteys palaa. Näet joka vaiheessa, missä se on.'
			],
			sv: [
				'Ja, när du har loggat in en gång. Räddningsplanen, nödanvisningarna, boendemeddelandena och dina egna anmälningar finns på din enhet.',
				'En ny anmälan eller ett nytt meddelande sparas också på enheten och skickas av sig självt när förbindelsen är tillbaka. Du ser hela tiden var det är.'
			],
			en: [
				'Yes, once you have logged in. The rescue plan, emergency instructions, bulletins and your own reports are on your device.',
				'A new report or message is kept on the device too and goes out by itself when the connection is back. You always see where it is.'
			]
		}
	},
	{
		id: 'not-sent',
		title: {
			fi: 'Ilmoitus ei lähtenyt. Katoaako se?',
			sv: 'Anmälan skickades inte. Försvinner den?',
			en: 'My report did not go out. Is it lost?'
		},
		text: {
			fi: [
				'Ei. Se, mitä kirjoitat, tallentuu laitteeseesi sitä mukaa kuin kirjoitat. Kesken jäänyt lomake odottaa sinua, ja valmis ilmoitus lähtee itsestään, kun yhteys on.',
				'Lisää-sivulta näet, mikä odottaa. Jos jotain ei hyväksytä, näet syyn ja voit korjata sen.'
			],
			sv: [
				'Nej. Det du skriver sparas på din enhet medan du skriver. En påbörjad blankett väntar på dig, och en färdig anmälan skickas av sig själv när det finns en anslutning.',
				'På sidan Mer ser du vad som väntar. Om något inte godkänns ser du orsaken och kan rätta det.'
			],
			en: [
				'No. What you type is saved on your device as you type. A form that you left waits for you, and a finished report goes out by itself when there is a connection.',
				'The More page shows what waits. If something is not accepted, you see why and can mend it.'
			]
		}
	},
	{
		id: 'install',
		title: {
			fi: 'Miten asennan sovelluksen?',
			sv: 'Hur installerar jag appen?',
			en: 'How do I install the app?'
		},
		text: {
			fi: [
				'Kirjaudu ja valitse Lisää, sitten Näin asennat. Ohje on tehty omalle selaimellesi.',
				'iPhonessa selaimen välilehden tiedot poistetaan, jos sivuilla ei käydä seitsemään päivään. Asennetun sovelluksen tiedot säilyvät.'
			],
			sv: [
				'Logga in och välj Mer, sedan Så här installerar du. Anvisningen gäller just din webbläsare.',
				'På iPhone tas uppgifterna i en webbläsarflik bort om sidorna inte används på sju dagar. En installerad apps uppgifter finns kvar.'
			],
			en: [
				'Log in and choose More, then How to install. The steps are those for your browser.',
				'On an iPhone the data of a browser tab is removed if you don’t visit for seven days. An installed app keeps it.'
			]
		}
	},
	{
		id: 'space',
		title: {
			fi: 'Puhelimen tila on lopussa.',
			sv: 'Telefonens utrymme är slut.',
			en: 'My phone is out of space.'
		},
		text: {
			fi: [
				'Valitse Lisää, sitten Tallennustila. Kuvat voi poistaa laitteesta, ja ne haetaan uudelleen tarvittaessa. Odottavia asioita ei poisteta.'
			],
			sv: [
				'Välj Mer, sedan Lagringsutrymme. Bilderna kan tas bort från enheten och hämtas på nytt vid behov. Det som väntar tas inte bort.'
			],
			en: [
				'Choose More, then Storage. Pictures can be removed from the device, and are fetched again when needed. What waits is not removed.'
			]
		}
	},
	{
		id: 'browsers',
		title: {
			fi: 'Millä selaimella sivut toimivat?',
			sv: 'Vilka webbläsare fungerar?',
			en: 'Which browsers work?'
		},
		text: {
			fi: [
				'Chrome, Edge, Firefox ja Safari neljän viime vuoden ajalta, iPhonessa iOS 16.4 tai uudempi. Vanhemmilla toimivat kirjautumissivut, ohjeet ja yhteystiedot.'
			],
			sv: [
				'Chrome, Edge, Firefox och Safari från de senaste fyra åren, på iPhone iOS 16.4 eller nyare. Med äldre fungerar inloggningssidorna, hjälpen och kontaktuppgifterna.'
			],
			en: [
				'Chrome, Edge, Firefox and Safari of the last four years, on an iPhone iOS 16.4 or newer. Older ones have the login pages, help and contact details.'
			]
		}
	},
	{
		id: 'shared-device',
		title: {
			fi: 'Käytän yhteistä laitetta.',
			sv: 'Jag använder en delad enhet.',
			en: 'I use a shared device.'
		},
		text: {
			fi: [
				'Kirjaudu ulos lopuksi. Silloin tietosi poistetaan laitteesta. Jos jotain odottaa vielä lähettämistä, siitä kerrotaan ensin.'
			],
			sv: [
				'Logga ut när du är klar. Då tas dina uppgifter bort från enheten. Om något ännu väntar på att skickas får du veta det först.'
			],
			en: [
				'Log out when you are done. Your data is then removed from the device. If something still waits to be sent, you are told first.'
			]
		}
	},
	{
		id: 'lost-device',
		title: {
			fi: 'Puhelimeni on kadonnut.',
			sv: 'Jag har tappat bort min telefon.',
			en: 'I have lost my phone.'
		},
		text: {
			fi: [
				'Kirjaudu toisella laitteella. Valitse Lisää, Omat tiedot ja Kirjautuneet laitteet, ja kirjaa kadonnut laite ulos. Sen tiedot poistetaan, kun se seuraavan kerran saa yhteyden.'
			],
			sv: [
				'Logga in på en annan enhet. Välj Mer, Mina uppgifter och Inloggade enheter och logga ut den förlorade enheten. Uppgifterna på den tas bort nästa gång den får anslutning.'
			],
			en: [
				'Log in on another device. Choose More, My profile and Logged-in devices, and log the lost one out. What is on it is removed when it next has a connection.'
			]
		}
	},
	{
		id: 'language',
		title: {
			fi: 'Miten vaihdan kielen?',
			sv: 'Hur byter jag språk?',
			en: 'How do I change the language?'
		},
		text: {
			fi: ['Valitse kieli sivun alareunasta tai kirjautuneena kohdasta Lisää.'],
			sv: ['Välj språk längst ner på sidan, eller under Mer när du har loggat in.'],
			en: ['Choose it at the foot of the page or, once logged in, under More.']
		}
	}
];
