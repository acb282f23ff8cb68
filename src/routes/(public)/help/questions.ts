import type { Section } from '$lib/components/sections';

// The words of the help, in the order in which people need them. Also for the app's own help page, which opens offline.
export const questions: Section[] = [
	{
		id: 'who',
		title: {
			fi: 'Kuka voi käyttää asukassivuja?',
			sv: 'Vem kan använda boendesidorna?',
			en: 'Who can use the resident portal?'
		},
		text: {
			fi: [
				'Jokainen täysi-ikäinen, joka on merkitty asunnon asukasluetteloon tai on allekirjoittanut vuokrasopimuksen. Myös alivuokralainen, kun hänet on merkitty asukasluetteloon.',
				'Asunnonhakija ja jo pois muuttanut eivät voi kirjautua.'
			],
			sv: [
				'Alla myndiga personer som är införda i lägenhetens boenderegister eller har undertecknat hyresavtalet. Också en underhyresgäst, när hen är införd i boenderegistret.',
				'Den som söker bostad eller redan har flyttat ut kan inte logga in.'
			],
			en: [
				'Every adult who is entered in the apartment’s register of occupants or has signed the rental agreement. A subtenant too, once entered in the register.',
				'Somebody who is applying for a home, or who has moved out, can’t log in.'
			]
		}
	},
	{
		id: 'strong-identification',
		title: {
			fi: 'Miksi rekisteröityminen vaatii vahvan tunnistautumisen?',
			sv: 'Varför kräver registreringen stark autentisering?',
			en: 'Why does registering need strong identification?'
		},
		text: {
			fi: [
				'Sivuilla on henkilötietojasi. Tunnistautuminen varmistaa, että ne näet vain sinä. Rekisteröidyt kerran; sen jälkeen kirjaudut sähköpostilla ja salasanalla.'
			],
			sv: [
				'Sidorna innehåller dina personuppgifter. Autentiseringen säkerställer att bara du ser dem. Du registrerar dig en gång; sedan loggar du in med e-post och lösenord.'
			],
			en: [
				'The portal holds your personal data. Identification makes sure that only you see it. You register once; after that you log in with e-mail and password.'
			]
		}
	},
	{
		id: 'register-fails',
		title: {
			fi: 'Rekisteröityminen ei onnistu. Miksi?',
			sv: 'Registreringen lyckas inte. Varför?',
			en: 'I can’t register. Why?'
		},
		text: {
			fi: [
				'Todennäköisesti tietomme sinusta ovat puutteelliset. Ota yhteyttä asiakaspalveluun, niin korjaamme ne.'
			],
			sv: ['Sannolikt är våra uppgifter om dig ofullständiga. Kontakta kundtjänsten, så rättar vi dem.'],
			en: ['Most likely what we know of you is incomplete. Contact customer service and we put it right.']
		}
	},
	{
		id: 'password',
		title: {
			fi: 'Millainen salasanan pitää olla?',
			sv: 'Hurdant ska lösenordet vara?',
			en: 'What must my password be like?'
		},
		text: {
			fi: [
				'Vähintään kuusi merkkiä, ja niiden joukossa iso kirjain, pieni kirjain, numero ja erikoismerkki: !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
				'Pitkä salasana on turvallisempi kuin lyhyt. Kaikkein tavallisimpia salasanoja ei hyväksytä. Salasanojen hallintaohjelma ja liittäminen toimivat.'
			],
			sv: [
				'Minst sex tecken, bland dem en stor bokstav, en liten bokstav, en siffra och ett specialtecken: !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
				'Ett långt lösenord är säkrare än ett kort. De allra vanligaste lösenorden godkänns inte. Lösenordshanterare och inklistring fungerar.'
			],
			en: [
				'At least six characters, among them a capital letter, a small letter, a digit and a special character: !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
				'A long password is safer than a short one. The commonest passwords are not accepted. Password managers and pasting work.'
			]
		}
	},
	{
		id: 'forgotten',
		title: {
			fi: 'Unohdin salasanani tai käyttäjätunnukseni.',
			sv: 'Jag har glömt lösenordet eller användaridentiteten.',
			en: 'I have forgotten my password or user ID.'
		},
		text: {
			fi: [
				'Käyttäjätunnuksesi on sähköpostiosoite, jolla rekisteröidyit. Jos salasana on hukassa, ota yhteyttä asiakaspalveluun.'
			],
			sv: [
				'Din användaridentitet är e-postadressen som du registrerade dig med. Om lösenordet är borta, kontakta kundtjänsten.'
			],
			en: [
				'Your user ID is the e-mail address with which you registered. If the password is lost, contact customer service.'
			]
		}
	},
	{
		id: 'new-address',
		title: {
			fi: 'Sähköpostiosoitteeni vaihtuu.',
			sv: 'Min e-postadress ändras.',
			en: 'My e-mail address changes.'
		},
		text: {
			fi: [
				'Käyttäjätunnusta ei voi vaihtaa. Rekisteröidy uudella osoitteella: ilmoituksesi ja viestisi säilyvät, ja vanha tunnus lakkaa toimimasta.'
			],
			sv: [
				'Användaridentiteten kan inte ändras. Registrera dig med den nya adressen: dina anmälningar och meddelanden finns kvar, och den gamla identiteten slutar fungera.'
			],
			en: [
				'A user ID can’t be changed. Register with the new address: your reports and messages stay, and the old ID stops working.'
			]
		}
	},
	{
		id: 'no-content-yet',
		title: {
			fi: 'Allekirjoitin sopimuksen, mutta sivuilla ei ole mitään.',
			sv: 'Jag har undertecknat avtalet, men sidorna är tomma.',
			en: 'I have signed, but there is nothing in the portal.'
		},
		text: {
			fi: [
				'Voit kirjautua heti allekirjoituksen jälkeen. Sisältö avautuu sopimuksen ensimmäisenä päivänä, ilman uutta kirjautumista.'
			],
			sv: [
				'Du kan logga in genast efter undertecknandet. Innehållet öppnas på avtalets första dag, utan ny inloggning.'
			],
			en: [
				'You can log in as soon as you have signed. The content opens on the first day of the agreement, without a new login.'
			]
		}
	},
	{
		id: 'end',
		title: {
			fi: 'Milloin en enää pääse kirjautumaan?',
			sv: 'När kan jag inte längre logga in?',
			en: 'When can I no longer log in?'
		},
		text: {
			fi: [
				'Kun sopimuksesi viimeinen päivä on mennyt tai olet muuttanut pois. Irtisanotun sopimuksen viimeiseen päivään asti sivut toimivat.'
			],
			sv: [
				'När avtalets sista dag har gått eller du har flyttat ut. Fram till det uppsagda avtalets sista dag fungerar sidorna.'
			],
			en: [
				'Once the last day of your agreement has passed or you have moved out. Until the last day of a terminated agreement the portal works.'
			]
		}
	},
	{
		id: 'for-another',
		title: {
			fi: 'Miten hoidan toisen ihmisen asioita?',
			sv: 'Hur sköter jag en annan persons ärenden?',
			en: 'How do I act for somebody else?'
		},
		text: {
			fi: [
				'Edunvalvojana näet päämiehesi tiedot, kun kirjaudut omalla tunnuksellasi. Älä käytä toisen ihmisen tunnusta: se on vain hänen.'
			],
			sv: [
				'Som intressebevakare ser du din huvudmans uppgifter när du loggar in med din egen identitet. Använd aldrig en annan persons identitet: den är bara hens.'
			],
			en: [
				'As a legal guardian you see your ward’s matters when you log in with your own user ID. Never use another person’s ID: it is theirs alone.'
			]
		}
	},
	{
		id: 'report',
		title: { fi: 'Miten ilmoitan viasta?', sv: 'Hur anmäler jag ett fel?', en: 'How do I report a defect?' },
		text: {
			fi: [
				'Valitse Ilmoita. Kerro, missä vika on ja mikä se on, ja ota halutessasi kuvia. Näet, missä vaiheessa työ on.',
				'Jos asia on kiireellinen, soita heti: numero näkyy lomakkeella. Hengenvaarassa soita 112.'
			],
			sv: [
				'Välj Anmäl. Berätta var felet är och vad det är, och ta bilder om du vill. Du ser hur arbetet framskrider.',
				'Om det är brådskande, ring genast: numret finns på blanketten. Ring 112 om någon är i livsfara.'
			],
			en: [
				'Choose Report. Say where the fault is and what it is, and take photos if you like. You see how the work goes on.',
				'If it is urgent, call at once: the number is on the form. If anyone’s life is in danger, call 112.'
			]
		}
	},
	{
		id: 'message',
		title: {
			fi: 'Miten saan vastauksen viestiini?',
			sv: 'När får jag svar på mitt meddelande?',
			en: 'When do I get an answer to my message?'
		},
		text: {
			fi: [
				'Vastaamme viesteihin saapumisjärjestyksessä. Samasta asiasta ei tarvitse kirjoittaa uudelleen; voit jatkaa samaa keskustelua.'
			],
			sv: [
				'Vi besvarar meddelanden i den ordning de kommer. Du behöver inte skriva om samma sak igen; du kan fortsätta samma konversation.'
			],
			en: [
				'We answer messages in order of arrival. There is no need to write again about the same matter; you can go on in the same conversation.'
			]
		}
	},
	{
		id: 'keys',
		title: {
			fi: 'Miten tilaan lisäavaimen?',
			sv: 'Hur beställer jag en extra nyckel?',
			en: 'How do I order an extra key?'
		},
		text: {
			fi: ['Kirjoita viesti ja valitse aiheeksi Avaintilaus. Kerro, mikä avain ja kuinka monta.'],
			sv: ['Skriv ett meddelande och välj ämnet Nyckelbeställning. Berätta vilken nyckel och hur många.'],
			en: ['Write a message and choose the subject Key order. Say which key, and how many.']
		}
	},
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
		id: 'language',
		title: { fi: 'Miten vaihdan kielen?', sv: 'Hur byter jag språk?', en: 'How do I change the language?' },
		text: {
			fi: ['Valitse kieli sivun alareunasta tai kirjautuneena kohdasta Lisää.'],
			sv: ['Välj språk längst ner på sidan, eller under Mer när du har loggat in.'],
			en: ['Choose it at the foot of the page or, once logged in, under More.']
		}
	}
];
