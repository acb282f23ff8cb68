import type { Template } from '$lib/server/mail/letter';
import { matterPath, type MatterLink } from '$lib/server/mail/matter-link';

/** M3: staff have answered. What they said is read in the portal. */
export const answered: Template<MatterLink> = {
	fi: (matter, { landlord }) => ({
		subject: `Sinulle on vastattu, ${landlord}`,
		paragraphs: [
			matter.kind === 'conversation'
				? 'Viestiisi on vastattu asukassivuilla.'
				: 'Vikailmoitukseesi on vastattu asukassivuilla.',
			{ link: 'Lue vastaus', path: matterPath(matter) }
		]
	}),
	sv: (matter, { landlord }) => ({
		subject: `Du har fått svar, ${landlord}`,
		paragraphs: [
			matter.kind === 'conversation'
				? 'Ditt meddelande har besvarats på boendesidorna.'
				: 'Din felanmälan har besvarats på boendesidorna.',
			{ link: 'Läs svaret', path: matterPath(matter) }
		]
	}),
	en: (matter, { landlord }) => ({
		subject: `You have an answer, ${landlord}`,
		paragraphs: [
			matter.kind === 'conversation'
				? 'Your message has been answered in the resident portal.'
				: 'Your defect notification has been answered in the resident portal.',
			{ link: 'Read the answer', path: matterPath(matter) }
		]
	})
};
