import type { RescueChapterId } from '$lib/domain/rescue-plans';
import type { Words } from '$lib/server/demo/content/words';

export const chapterTitles: Record<RescueChapterId, Words> = {
	introduction: { fi: 'Mikä tämä suunnitelma on', sv: 'Om räddningsplanen', en: 'About this plan' },
	building: { fi: 'Talo lukuina', sv: 'Huset i siffror', en: 'The building in figures' },
	safetyStaff: {
		fi: 'Turvallisuudesta vastaavat',
		sv: 'Ansvariga för säkerheten',
		en: 'Who is responsible for safety'
	},
	arrivalOfHelp: {
		fi: 'Hätäilmoitus ja avun saapuminen',
		sv: 'Nödanmälan och hjälpens ankomst',
		en: 'Calling for help'
	},
	publicAlarm: { fi: 'Yleinen vaaramerkki', sv: 'Allmän farosignal', en: 'Public alarm signal' },
	hazards: {
		fi: 'Vaarat ja niiden vaikutukset',
		sv: 'Faror och deras följder',
		en: 'Hazards and their effects'
	},
	exits: { fi: 'Poistuminen', sv: 'Utrymning', en: 'Ways out' },
	fireEquipment: {
		fi: 'Palovaroittimet ja alkusammutus',
		sv: 'Brandvarnare och släckutrustning',
		en: 'Smoke alarms and fire-fighting equipment'
	},
	technicalShutOffs: {
		fi: 'Vesi, sähkö ja ilmanvaihto',
		sv: 'Vatten, el och ventilation',
		en: 'Water, electricity and ventilation'
	},
	storageAndHotWork: {
		fi: 'Säilytys ja tulityöt',
		sv: 'Förvaring och heta arbeten',
		en: 'Storage and hot work'
	},
	outdoors: {
		fi: 'Piha ja kokoontumispaikka',
		sv: 'Gården och samlingsplatsen',
		en: 'The yard and the assembly point'
	},
	shelter: {
		fi: 'Väestönsuoja ja sisälle suojautuminen',
		sv: 'Skyddsrum och skydd inomhus',
		en: 'The shelter and sheltering indoors'
	},
	fire: { fi: 'Tulipalo', sv: 'Brand', en: 'Fire' },
	waterLeak: { fi: 'Vesivuoto', sv: 'Vattenläcka', en: 'Water leak' },
	gasLeak: { fi: 'Kaasuvuoto', sv: 'Gasläcka', en: 'Gas leak' },
	firstAid: { fi: 'Ensiapu', sv: 'Första hjälpen', en: 'First aid' },
	chemicalAlarm: {
		fi: 'Kaasu- tai kemikaalivaara',
		sv: 'Gas- eller kemikaliefara',
		en: 'Gas or chemical alarm'
	},
	radiation: { fi: 'Säteilyvaara', sv: 'Strålningsfara', en: 'Radiation' },
	violence: {
		fi: 'Väkivalta ja uhkaava tilanne',
		sv: 'Våld och hotfulla situationer',
		en: 'Violence and threats'
	},
	liftStop: { fi: 'Hissi pysähtyy', sv: 'Hissen stannar', en: 'The lift stops' },
	powerCut: { fi: 'Sähkökatko', sv: 'Elavbrott', en: 'Power cut' },
	prevention: { fi: 'Näin ehkäiset vahingot', sv: 'Så förebygger du olyckor', en: 'Preventing accidents' },
	updates: { fi: 'Päivitykset', sv: 'Uppdateringar', en: 'Updates' }
};
