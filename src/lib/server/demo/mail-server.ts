import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Sql } from '$lib/server/db';

const largestMail = 256 * 1024;

export interface DemoMailServer {
	/** as for SMTP_URL */
	url: string;
	stop(): Promise<void>;
}

/**
 * A mail server for the demo landlord's people, who have no mailboxes: it takes what the portal sends them, by SMTP as any
 * other would, and keeps it for the demo's mailbox page. Listens on this machine alone.
 */
export async function startDemoMailServer(sql: Sql): Promise<DemoMailServer> {
	const server = new SMTPServer({
		disabledCommands: ['AUTH', 'STARTTLS'],
		disableReverseLookup: true,
		size: largestMail,
		logger: false,
		onData(stream, { envelope }, done) {
			const recipients = envelope.rcptTo.map(({ address }) => address);
			read(stream)
				.then((raw) => keep(sql, raw, recipients))
				.then(
					() => done(),
					() => done(Object.assign(new Error('not now'), { responseCode: 451 }))
				);
		}
	});
	// A client that breaks off is its own affair.
	server.on('error', () => undefined);
	await new Promise<void>((listening, fail) => {
		server.server.once('error', fail);
		server.listen(0, '127.0.0.1', () => listening());
	});
	const { port } = server.server.address() as AddressInfo;
	return {
		url: `smtp://127.0.0.1:${port}`,
		stop: () => new Promise((stopped) => server.close(() => stopped()))
	};
}

/** One that came twice is the same mail: its Message-ID says so. */
async function keep(sql: Sql, raw: Buffer, recipients: string[]): Promise<void> {
	const { messageId, subject, text } = await PostalMime.parse(raw);
	for (const recipient of recipients)
		await sql`
			insert into demo_mails (id, message_id, recipient, subject, text)
			values (${randomUUID()}, ${messageId ?? randomUUID()}, ${recipient}, ${subject ?? ''}, ${text ?? ''})
			on conflict (message_id) do nothing`;
}

async function read(stream: AsyncIterable<Buffer>): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of stream) pieces.push(piece);
	return Buffer.concat(pieces);
}
