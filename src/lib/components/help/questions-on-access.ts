import type { Section } from '$lib/components/sections';

/** Coming in: registering, logging in, acting for another. */
export const questionsOnAccess: Section[] = [
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
		id: 'every-time',
		title: {
			fi: 'Pitääkö joka kerta tunnistautua pankkitunnuksilla?',
			sv: 'Måste jag identifiera mig med bankkoder varje gång?',
			en: 'Must I use my bank codes every time?'
		},
		text: {
			fi: [
				'Ei. Tunnistaudut kerran, kun rekisteröidyt. Sen jälkeen kirjaudut sähköpostilla ja salasanalla. Halutessasi voit kirjautua myös tunnistautumalla.'
			],
			sv: [
				'Nej. Du identifierar dig en gång, när du registrerar dig. Sedan loggar du in med e-post och lösenord. Om du vill kan du också logga in genom att identifiera dig.'
			],
			en: [
				'No. You identify once, when you register. After that you log in with e-mail and password. If you like, you can log in by identifying too.'
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
				'A long password is safer than a short one. The most common passwords are not accepted. Password managers and pasting work.'
			]
		}
	},
	{
		id: 'forgotten',
		title: {
			fi: 'Unohdin salasanani tai käyttäjätunnukseni.',
			sv: 'Jag har glömt lösenordet eller användarnamnet.',
			en: 'I have forgotten my password or user ID.'
		},
		text: {
			fi: [
				'Tilaa kirjautumissivulta linkki, jolla vaihdat salasanan. Linkki tulee sähköpostiisi ja toimii 24 tuntia. Kun olet käyttänyt yhden linkin, muut eivät enää toimi.',
				'Käyttäjätunnuksesi on sähköpostiosoite, jolla rekisteröidyit. Jos et muista sitä, tunnistaudu vahvasti, niin näet sen.'
			],
			sv: [
				'Beställ på inloggningssidan en länk för att byta lösenord. Länken kommer till din e-post och fungerar i 24 timmar. När du har använt en länk fungerar de andra inte längre.',
				'Ditt användarnamn är e-postadressen som du registrerade dig med. Om du inte minns den kan du identifiera dig starkt, så ser du den.'
			],
			en: [
				'On the login page, order a link for changing the password. It comes to your e-mail and works for 24 hours. Once you have used one link, the others stop working.',
				'Your user ID is the e-mail address with which you registered. If you don’t remember it, identify yourself strongly and you are shown it.'
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
				'Användarnamnet kan inte ändras. Registrera dig med den nya adressen: dina anmälningar och meddelanden finns kvar, och det gamla användarnamnet slutar fungera.'
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
				'Edunvalvojana näet päämiehesi tiedot, kun kirjaudut omalla tunnuksellasi.',
				'Toinen aikuinen voi antaa sinulle valtuutuksen. Hän kutsuu sinut asukassivuilla, ja sinä hyväksyt kutsun omalla tunnistautumisellasi.',
				'Valitse kohdasta Lisää, kenen asioita hoidat. Älä käytä toisen ihmisen tunnusta: se on vain hänen.'
			],
			sv: [
				'Som intressebevakare ser du din huvudmans uppgifter när du loggar in med din egen identitet.',
				'En annan vuxen kan ge dig en fullmakt. Hen bjuder in dig på boendesidorna, och du godkänner inbjudan med din egen identifiering.',
				'Under Mer väljer du vems ärenden du sköter. Använd aldrig någon annans användarnamn och lösenord.'
			],
			en: [
				'As a legal guardian you see your ward’s matters when you log in with your own user ID.',
				'Another adult can give you a power of attorney. They invite you in the portal, and you accept with your own identification.',
				'Under More you choose whose matters you handle. Never use another person’s ID: it is theirs alone.'
			]
		}
	}
];
