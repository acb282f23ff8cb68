import type { Translated } from './fields';

/** Building information (B1): one record, read offline. */
export interface Building {
	id: string;
	name: string;
	streetAddress: string;
	postalPlace: string;
	builtYear: number;
	staircases: { id: string; name: string; apartments: number; floors: number }[];
	office: Contact;
	maintenance: Contact;
	/** Markdown chapters, in the order to show them: house rules, waste, laundry, sauna, parking. */
	chapters: { id: string; title: Translated; body: Translated }[];
}

export interface Contact {
	name: string;
	phone: string;
	/** The number that answers day and night, where there is one. */
	onCallPhone: string | null;
	email: string | null;
	address: string;
	hours: Translated;
}

/** "In an emergency" (B3): one small record per staircase, painted before anything else has loaded. */
export interface EmergencyCard {
	id: string;
	buildingId: string;
	staircase: string;
	/** The street address and staircase as one says it to 112. */
	address: string;
	postalPlace: string;
	onCallPhone: string;
	assemblyPoint: Translated;
	waterShutOff: Translated;
	electricalBoard: Translated;
	shelter: Translated;
}
