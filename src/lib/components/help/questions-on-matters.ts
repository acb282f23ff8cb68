import type { Section } from '$lib/components/sections';

/** What one does here: reports, messages, reading. */
export const questionsOnMatters: Section[] = [
	{
		id: 'what',
		title: {
			fi: 'Mitä asukassivuilla voi tehdä?',
			sv: 'Vad kan jag göra på boendesidorna?',
			en: 'What can I do in the resident portal?'
		},
		text: {
			fi: [
				'Ilmoittaa viasta ja seurata työn etenemistä. Kirjoittaa asiakaspalvelulle. Lukea tiedotteet, talon tiedot ja pelastussuunnitelman. Päivittää yhteystietosi ja tilinumerosi.',
				'Voit tehdä tämän milloin ja missä vain, ja aiemmat ilmoituksesi ja viestisi pysyvät tallessa.'
			],
			sv: [
				'Anmäla fel och följa hur arbetet framskrider. Skriva till kundtjänsten. Läsa boendemeddelanden, husets uppgifter och räddningsplanen. Uppdatera dina kontaktuppgifter och ditt kontonummer.',
				'Det kan du göra när och var som helst, och dina tidigare anmälningar och meddelanden finns kvar.'
			],
			en: [
				'Report defects and follow the work. Write to customer service. Read bulletins, your building’s information and the rescue plan. Update your contact details and bank account number.',
				'You can do it at any time and anywhere, and your earlier reports and messages are kept.'
			]
		}
	},
	{
		id: 'where-to',
		title: {
			fi: 'Mihin kohtaan asiani kuuluu?',
			sv: 'Vart hör mitt ärende?',
			en: 'Where does my matter belong?'
		},
		text: {
			fi: [
				'Rikki mennyt asia: Vikailmoitukset.',
				'Kaikki muu: Viestit. Valitse aihe, esimerkiksi maksusopimus, vuokrahyvitys, vakuuden palautus, asukasdemokratia tai palaute.'
			],
			sv: [
				'Något som är trasigt: Felanmälningar.',
				'Allt annat: Meddelanden. Välj ämne, till exempel betalningsavtal, hyresgottgörelse, återbetalning av säkerhet, boendedemokrati eller respons.'
			],
			en: [
				'Something broken: Defect notifications.',
				'Everything else: Messages. Choose the subject, for example payment agreement, rental compensation, deposit return, tenant democracy or feedback.'
			]
		}
	},
	{
		id: 'report',
		title: {
			fi: 'Miten ilmoitan viasta?',
			sv: 'Hur anmäler jag ett fel?',
			en: 'How do I report a defect?'
		},
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
		id: 'urgent',
		title: {
			fi: 'Mitä teen kiireellisessä viassa?',
			sv: 'Vad gör jag vid ett brådskande fel?',
			en: 'What do I do when a fault is urgent?'
		},
		text: {
			fi: [
				'Soita huollon päivystykseen: numero on hätätilannesivulla ja vikailmoituksen lomakkeella. Tee silti myös kirjallinen ilmoitus.',
				'Jos ilmoitus odottaa yhteyttä, sivut muistuttavat soittamisesta.'
			],
			sv: [
				'Ring servicejouren: numret finns på nödsidan och på blanketten för felanmälan. Gör ändå också en skriftlig anmälan.',
				'Om anmälan väntar på anslutning påminner sidorna om att ringa.'
			],
			en: [
				'Call the on-call number: it is on the emergency page and on the form. Make the written report as well.',
				'If the report waits for a connection, the portal reminds you to call.'
			]
		}
	},
	{
		id: 'neighbour',
		title: {
			fi: 'Joku on jo ilmoittanut samasta viasta.',
			sv: 'Någon har redan anmält samma fel.',
			en: 'Somebody has already reported the same fault.'
		},
		text: {
			fi: [
				'Kun ilmoitat viasta yhteisessä tilassa, näet, onko siitä jo ilmoitettu. Valitse silloin Seuraa tätä ilmoitusta, niin näet sen tilan. Naapurin nimeä ja viestejä ei näytetä.'
			],
			sv: [
				'När du anmäler ett fel i ett gemensamt utrymme ser du om det redan har anmälts. Välj då Följ den här anmälan, så ser du läget. Grannens namn och meddelanden visas inte.'
			],
			en: [
				'When you report a fault in a shared space, you see whether it has been reported. Then choose Follow this report, and you see its state. Your neighbour’s name and messages are not shown.'
			]
		}
	},
	{
		id: 'not-fixed',
		title: {
			fi: 'Vika ei korjaantunut. Voinko perua ilmoituksen?',
			sv: 'Felet blev inte åtgärdat. Kan jag återta anmälan?',
			en: 'It was not fixed. Can I withdraw a report?'
		},
		text: {
			fi: [
				'Avaa ilmoitus ja valitse, ettei vika korjaantunut. Sen voi tehdä 14 päivän ajan siitä, kun työ merkittiin valmiiksi.',
				'Ilmoituksen voit perua, kunnes työ alkaa. Viestin ja kuvia voit lisätä milloin vain.'
			],
			sv: [
				'Öppna anmälan och välj att felet inte är åtgärdat. Det går i 14 dagar från att arbetet märktes som klart.',
				'Anmälan kan du återta tills arbetet börjar. Meddelanden och bilder kan du lägga till när som helst.'
			],
			en: [
				'Open the report and say that it is not fixed. You can do so for 14 days after the work was marked as done.',
				'You can withdraw a report until work begins. You can add a message and photos at any time.'
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
		id: 'notice',
		title: {
			fi: 'Mistä tiedän, että minulle on vastattu?',
			sv: 'Hur vet jag att jag har fått svar?',
			en: 'How do I know that I have been answered?'
		},
		text: {
			fi: [
				'Saat sähköpostin, kun sinulle vastataan. Vastaus itse on vain asukassivuilla, sisäänkirjautumisen takana. Lukemattomat näkyvät valikossa.'
			],
			sv: [
				'Du får ett e-postmeddelande när du får svar. Själva svaret finns bara på boendesidorna, bakom inloggningen. Olästa syns i menyn.'
			],
			en: [
				'An e-mail comes when you are answered. The answer itself is only in the portal, behind the login. What is unread shows in the menu.'
			]
		}
	},
	{
		id: 'attachments',
		title: {
			fi: 'Millaisia liitteitä voin lähettää?',
			sv: 'Vilka bilagor kan jag skicka?',
			en: 'What can I attach?'
		},
		text: {
			fi: [
				'Vikailmoitukseen kuvia, viestiin ja lisäykseen myös PDF-tiedostoja. Kuvat pienennetään, ja sijaintitiedot poistetaan. Teksti lähtee ensin, kuvat sen perässä.'
			],
			sv: [
				'Bilder till en felanmälan, och till meddelanden och tillägg också PDF-filer. Bilderna förminskas och platsuppgifter tas bort. Texten skickas först, bilderna efter den.'
			],
			en: [
				'Photos to a report, and PDF files too to a message or an addition. Photos are made smaller, and location data is removed. The text goes first, the photos after it.'
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
		id: 'who-sees',
		title: {
			fi: 'Kuka näkee ilmoitukseni ja viestini?',
			sv: 'Vem ser mina anmälningar och meddelanden?',
			en: 'Who sees my reports and messages?'
		},
		text: {
			fi: [
				'Sinä, henkilökunta, joka hoitaa asiaa, ja se, joka hoitaa asioitasi puolestasi. Muut saman asunnon asukkaat eivät näe niitä, eivät puolisosikaan.',
				'Yhteisen tilan viasta naapurit näkevät paikan ja tilan, eivät sitä, kuka ilmoitti.'
			],
			sv: [
				'Du, personalen som sköter ärendet och den som sköter ärenden för dig. Andra i samma bostad ser dem inte, inte heller din make eller maka.',
				'Av ett fel i ett gemensamt utrymme ser grannarna plats och läge, men inte vem som anmälde det.'
			],
			en: [
				'You, the staff who handle the matter, and whoever acts for you. Others in the same apartment don’t, nor does your spouse.',
				'Of a fault in a shared space neighbours see the place and the state, and not who reported it.'
			]
		}
	},
	{
		id: 'plan',
		title: {
			fi: 'Mistä löydän pelastussuunnitelman?',
			sv: 'Var finns räddningsplanen?',
			en: 'Where is the rescue plan?'
		},
		text: {
			fi: [
				'Valitse Talo ja sitten Pelastussuunnitelma. Se on laitteessasi myös ilman yhteyttä. Kun suunnitelma muuttuu, muuttuneet luvut on merkitty.',
				'Se, mikä versio sinulle on näytetty, kirjataan, koska laki edellyttää suunnitelmasta kertomista.'
			],
			sv: [
				'Välj Huset och sedan Räddningsplan. Den finns på din enhet också utan anslutning. När planen ändras är de ändrade kapitlen märkta.',
				'Det antecknas vilken version du har sett, eftersom lagen kräver att de boende informeras.'
			],
			en: [
				'Choose Building, then Rescue plan. It is on your device without a connection too. When it changes, the changed chapters are marked.',
				'Which version you were shown is recorded, because the law asks that residents are told of the plan.'
			]
		}
	},
	{
		id: 'bulletins',
		title: {
			fi: 'Mistä löydän vanhat tiedotteet?',
			sv: 'Var finns gamla boendemeddelanden?',
			en: 'Where are old bulletins?'
		},
		text: {
			fi: ['Tiedotteet-sivun lopussa on arkisto. Voimassa olevat ovat ylimpänä, kiireelliset ensin.'],
			sv: [
				'I slutet av sidan Boendemeddelanden finns ett arkiv. De aktuella är överst, de brådskande först.'
			],
			en: ['The archive is at the end of the Bulletins page. Current ones are at the top, urgent ones first.']
		}
	},
	{
		id: 'own-details',
		title: {
			fi: 'Miten päivitän yhteystietoni tai tilinumeroni?',
			sv: 'Hur uppdaterar jag mina kontaktuppgifter eller mitt kontonummer?',
			en: 'How do I update my contact details or bank account?'
		},
		text: {
			fi: [
				'Valitse Lisää ja sitten Omat tiedot. Tilinumeron muuttaminen vaatii salasanan uudelleen, ja siitä tulee sinulle sähköposti.'
			],
			sv: [
				'Välj Mer och sedan Mina uppgifter. För att ändra kontonumret behövs lösenordet på nytt, och du får ett e-postmeddelande om det.'
			],
			en: [
				'Choose More, then My profile. To change the bank account the password is asked again, and an e-mail tells you of it.'
			]
		}
	}
];
