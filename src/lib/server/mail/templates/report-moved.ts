import type { Template } from '$lib/server/mail/letter';
import { matterPath, type MatterLink } from '$lib/server/mail/matter-link';

/** M3, by choice: a report's state has changed, or a visit is planned. */
export const reportMoved: Template<MatterLink & { about: 'stateChange' | 'plannedVisit' }> = {
	fi: ({ about, ...report }, { landlord }) => ({
		subject: `${about === 'plannedVisit' ? 'Huoltokäynnin aika' : 'Vikailmoituksesi etenee'}, ${landlord}`,
		paragraphs: [
			about === 'plannedVisit'
				? 'Vikailmoitukseesi on merkitty huoltokäynti. Katso aika asukassivuilta.'
				: 'Vikailmoituksesi tila on muuttunut. Katso tilanne asukassivuilta.',
			{ link: 'Avaa vikailmoitus', path: matterPath(report) },
			'Voit valita asukassivujen profiilissa, mistä saat viestin.'
		]
	}),
	sv: ({ about, ...report }, { landlord }) => ({
		subject: `${about === 'plannedVisit' ? 'Ett servicebesök är planerat' : 'Din felanmälan framskrider'}, ${landlord}`,
		paragraphs: [
			about === 'plannedVisit'
				? 'Ett servicebesök har planerats för din felanmälan. Se tiden på boendesidorna.'
				: 'Läget för din felanmälan har ändrats. Se läget på boendesidorna.',
			{ link: 'Öppna felanmälan', path: matterPath(report) },
			'I din profil på boendesidorna kan du välja vad du får meddelanden om.'
		]
	}),
	en: ({ about, ...report }, { landlord }) => ({
		subject: `${about === 'plannedVisit' ? 'A maintenance visit is planned' : 'Your defect notification has moved on'}, ${landlord}`,
		paragraphs: [
			about === 'plannedVisit'
				? 'A maintenance visit is planned for your defect notification. See the time in the resident portal.'
				: 'The state of your defect notification has changed. See it in the resident portal.',
			{ link: 'Open the notification', path: matterPath(report) },
			'In your profile in the resident portal you choose what you are told of.'
		]
	})
};
