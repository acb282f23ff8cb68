import type { Sql } from '$lib/server/db';

export interface DemoMail {
	id: string;
	recipient: string;
	subject: string;
	receivedAt: Date;
	paragraphs: (string | { link: string; href: string })[];
}

const shown = 50;

/** What the demo's mail server has received, the newest first. */
export async function readMailbox(sql: Sql, recipient: string | null): Promise<DemoMail[]> {
	const rows = await sql`
		select id, recipient, subject, text, received_at from demo_mails
		where ${recipient}::text is null or recipient = ${recipient}
		order by received_at desc, id limit ${shown}`;
	return rows.map(({ text, ...mail }) => ({ ...mail, paragraphs: paragraphsOf(text) }) as DemoMail);
}

export async function readRecipients(sql: Sql): Promise<string[]> {
	const rows = await sql`select distinct recipient from demo_mails order by recipient`;
	return rows.map(({ recipient }) => recipient as string);
}

/** As `writeOut` wrote them: a paragraph of two lines, the second an address, is a link. */
function paragraphsOf(text: string): DemoMail['paragraphs'] {
	return text
		.trim()
		.split(/\r?\n\r?\n/)
		.map((paragraph) => {
			const [, link, href] = /^(.+):\r?\n(https?:\/\/\S+)$/.exec(paragraph) ?? [];
			return link && href ? { link, href } : paragraph;
		});
}
