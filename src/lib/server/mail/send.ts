import type { Locale } from '$lib/domain/fields';
import type { Database } from '$lib/server/db';
import { findLandlord } from '$lib/server/landlord';
import type { Sealing } from '$lib/server/sealing';
import type { Letter, Template } from './letter';
import { writeOut } from './render';
import type { Mailer } from './smtp';
import { templates, type TemplateName } from './templates';

export interface MailOffice {
	/** Absent where no mail server is set. */
	mailer?: Mailer;
	sealing: Sealing;
	/** The portal's address, which links in a mail begin with. */
	origin: string;
}

interface WaitingMail {
	recipient: string;
	language: Locale;
	template: TemplateName;
	data: object | null;
	dataSealed: Uint8Array | null;
}

/** Sends a mail that waits; one that was sent, or that its server will never take, waits no more. @throws NotSent */
export async function sendMail(
	{ sql }: Database,
	{ mailer, sealing, origin }: MailOffice & { mailer: Mailer },
	mailId: string
): Promise<void> {
	const [mail] = await sql<WaitingMail[]>`
		select recipient, language, template, data, data_sealed from mails
		where id = ${mailId} and sent_at is null and refused_at is null`;
	if (!mail) return;
	const landlord = (await findLandlord(sql))?.name ?? '';
	const { recipient: to, language } = mail;
	const written = writeOut(letterOf(mail, landlord, sealing), language, { landlord }, origin);
	const outcome = await mailer.send({ id: mailId, to, fromName: landlord, language, ...written });
	await sql`
		update mails set data = null, data_sealed = null,
			sent_at = ${'sent' in outcome ? new Date() : null},
			refused_at = ${'refused' in outcome ? new Date() : null},
			refusal = ${'refused' in outcome ? outcome.refused : null}
		where id = ${mailId}`;
}

function letterOf(
	{ template, language, data, dataSealed }: WaitingMail,
	landlord: string,
	sealing: Sealing
): Letter {
	const known: unknown = dataSealed ? JSON.parse(sealing.unseal(dataSealed, 'mail')) : data;
	// The row was written by `queueMail`, whose types tie the data to the template.
	const words = templates[template] as Template<unknown>;
	return words[language](known, { landlord });
}

/** A month shows whether somebody's mail went out; what was refused is kept longer, for whoever asks why nothing came. */
export async function purgeMails({ sql }: Database, now: Date): Promise<void> {
	const ago = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
	await sql`delete from mails where sent_at < ${ago(30)} or refused_at < ${ago(90)}`;
	await sql`delete from demo_mails where received_at < ${ago(30)}`;
}
