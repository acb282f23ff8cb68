import { createTransport, type NodemailerError } from 'nodemailer';

export interface OutgoingMail {
	id: string;
	to: string;
	/** The landlord's name, beside the address that mail comes from. */
	fromName: string;
	subject: string;
	text: string;
	html: string;
	language: string;
}

export interface Mailer {
	/**
	 * `refused`: never to be tried again, with the server's code.
	 * @throws NotSent to be tried later
	 */
	send(mail: OutgoingMail): Promise<{ sent: true } | { refused: string }>;
	close(): void;
}

/** Without the server's words, which quote the address. */
export class NotSent extends Error {}

export interface SmtpSettings {
	/** `smtps://user:password@mail.example.fi`, with nodemailer's options behind a question mark */
	url: string;
	/** the address that mail comes from */
	from: string;
	/** milliseconds */
	timeout?: number;
	/** so long a server that did not answer is left alone */
	pauseAfterSilence?: number;
}

/** A mail server's connections, a few at a time. */
export function smtpMailer({
	url,
	from,
	timeout = 20_000,
	pauseAfterSilence = 30_000
}: SmtpSettings): Mailer {
	const transport = createTransport({
		url,
		pool: true,
		maxConnections: 3,
		maxRequeues: 1,
		idleTimeout: 30_000,
		connectionTimeout: timeout,
		greetingTimeout: timeout,
		socketTimeout: timeout,
		disableFileAccess: true,
		disableUrlAccess: true
	});
	// Without a listener an idle connection that breaks would end the process.
	transport.on('error', () => undefined);
	let silentUntil = 0;
	return {
		async send(mail) {
			if (!isAddress(mail.to)) return { refused: 'no address' };
			// A server that hangs would else hold every worker for as long as a timeout lasts.
			if (Date.now() < silentUntil) throw new NotSent('the mail server did not answer a moment ago');
			try {
				await transport.sendMail(envelope(mail, from));
				return { sent: true };
			} catch (error) {
				if (!isOfTransport(error)) throw error;
				const refusal = finalRefusal(error);
				if (refusal !== null) return { refused: refusal };
				if (error.responseCode === undefined) silentUntil = Date.now() + pauseAfterSilence;
				throw new NotSent(`mail not sent: ${error.code} ${error.responseCode ?? ''}`.trim());
			}
		},
		close: () => transport.close()
	};
}

function envelope({ id, to, fromName, subject, text, html, language }: OutgoingMail, from: string) {
	return {
		from: { name: fromName, address: from },
		to: { name: '', address: to },
		messageId: `<${id}@${from.split('@')[1] ?? 'localhost'}>`,
		subject,
		text,
		html,
		headers: {
			'Content-Language': language,
			// RFC 3834: no holiday answers to this.
			'Auto-Submitted': 'auto-generated',
			'X-Auto-Response-Suppress': 'All'
		}
	};
}

function isAddress(text: string): boolean {
	return /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(text);
}

function isOfTransport(error: unknown): error is NodemailerError {
	return error instanceof Error && 'code' in error && /^E[A-Z0-9]+$/.test(String(error.code));
}

/**
 * What this mail's address or words are refused for, for ever; null for what may pass. A refusal of ourselves (log-in,
 * sender, relaying: 5.7.x at the recipient) holds for every mail alike and is mended by whoever runs the portal.
 */
function finalRefusal({ responseCode, command, response }: NodemailerError): string | null {
	if (responseCode === undefined || responseCode < 500) return null;
	if (command === 'DATA') return String(responseCode);
	const isOurFault = responseCode === 530 || /^5\d\d[ -]5\.7\./.test(response ?? '');
	return command === 'RCPT TO' && !isOurFault ? String(responseCode) : null;
}
