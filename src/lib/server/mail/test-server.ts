import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface TestMailServer {
	url: string;
	port: number;
	/** What it has taken, as it came over the line. */
	received: { to: string[]; raw: string }[];
	/** At once, with whoever is connected. */
	kill(): Promise<void>;
}

/** A real mail server for tests, which may be told to misbehave. */
export async function startMailServer(options: SMTPServerOptions = {}, port = 0): Promise<TestMailServer> {
	const received: TestMailServer['received'] = [];
	const server = new SMTPServer({
		disabledCommands: ['AUTH', 'STARTTLS'],
		disableReverseLookup: true,
		logger: false,
		closeTimeout: 1,
		onData(stream, session, done) {
			const pieces: Buffer[] = [];
			stream.on('data', (piece: Buffer) => pieces.push(piece));
			stream.on('end', () => {
				const raw = Buffer.concat(pieces).toString('utf8');
				received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
				done();
			});
		},
		...options
	});
	server.on('error', () => undefined);
	await new Promise<void>((listening) => server.listen(port, '127.0.0.1', () => listening()));
	const { port: taken } = server.server.address() as AddressInfo;
	return {
		url: `smtp://127.0.0.1:${taken}`,
		port: taken,
		received,
		kill: () => new Promise((closed) => server.close(() => closed()))
	};
}

/** What a server of that answer says: `550 5.1.1 …`. */
export function answer(responseCode: number, text: string): Error {
	return Object.assign(new Error(text), { responseCode });
}
