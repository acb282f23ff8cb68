import { randomUUID } from 'node:crypto';
import type { Locale } from '$lib/domain/fields';
import type { Sql } from '$lib/server/db';
import type { Sealing } from '$lib/server/sealing';
import type { DataOf, TemplateName } from './templates';

/** graphile-worker pauses e^n seconds after the nth try, six hours at most: this many take four days. */
const tries = 25;

export interface QueuedMail<N extends TemplateName> {
	/** Where one mail follows from one thing, an id made of that: queued twice, it is sent once. */
	id?: string;
	to: string;
	language: Locale;
	template: N;
	data: DataOf<N>;
}

/**
 * Owes somebody a mail. In the transaction of what it tells of: the mail goes out if that happened, and only then. Sent
 * at least once, with one Message-ID however often.
 *
 * @param sealing given where the data has a link that opens something: it is then unreadable while it waits
 */
export async function queueMail<N extends TemplateName>(
	tx: Sql,
	{ id = randomUUID(), to, language, template, data }: QueuedMail<N>,
	sealing?: Sealing
): Promise<void> {
	const open = sealing ? null : tx.json(data as never);
	const sealed = sealing ? sealing.seal(JSON.stringify(data), 'mail') : null;
	const queued = await tx`
		insert into mails (id, recipient, language, template, data, data_sealed)
		values (${id}, ${to}, ${language}, ${template}, ${open}, ${sealed})
		on conflict (id) do nothing
		returning id`;
	if (queued.length === 0) return;
	await tx`
		select graphile_worker.add_job('sendMail', json_build_object('mailId', ${id}::text), max_attempts => ${tries})`;
}
