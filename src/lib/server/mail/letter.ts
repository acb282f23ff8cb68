import type { Locale } from '$lib/domain/fields';

/** What a mail says. A link's path is put behind the portal's own address when it is sent. */
export interface Letter {
	subject: string;
	/** Each a sentence or a few, or a link of its own line. */
	paragraphs: (string | { link: string; path: string })[];
}

export interface Sender {
	/** The landlord's name, from the settings. */
	landlord: string;
}

/**
 * One mail in three languages. Never the content of a message, a report or a decision: mail is read by whoever has the
 * mailbox, and the landlord can't end that.
 */
export type Template<D> = Record<Locale, (data: D, from: Sender) => Letter>;
