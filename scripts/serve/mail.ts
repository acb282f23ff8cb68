import type { Logger } from 'pino';
import type { Database } from '$lib/server/db';
import { startDemoMailServer } from '$lib/server/demo/mail-server';
import { findLandlord } from '$lib/server/landlord';
import type { MailOffice } from '$lib/server/mail/send';
import { smtpMailer } from '$lib/server/mail/smtp';
import type { Sealing } from '$lib/server/sealing';

export interface OpenMail {
	office: MailOffice;
	stop(): Promise<void>;
}

/** The mail server of SMTP_URL; without one the demo landlord has its own, on this machine. */
export async function openMail(
	db: Database,
	sealing: Sealing,
	origin: string,
	log: Logger
): Promise<OpenMail> {
	const { SMTP_URL, MAIL_FROM } = process.env;
	if (SMTP_URL) {
		if (!MAIL_FROM) throw new Error('MAIL_FROM is not set: the address that mail comes from');
		return withServer({ url: SMTP_URL, from: MAIL_FROM }, async () => undefined);
	}
	const landlord = await findLandlord(db.sql);
	if (!landlord?.isDemo) {
		log.warn('SMTP_URL is not set: mails wait until it is');
		return { office: { sealing, origin }, stop: async () => undefined };
	}
	const server = await startDemoMailServer(db.sql);
	return withServer({ url: server.url, from: MAIL_FROM ?? 'asukassivut@example.com' }, () => server.stop());

	function withServer(settings: { url: string; from: string }, stopServer: () => Promise<void>): OpenMail {
		const mailer = smtpMailer(settings);
		return {
			office: { mailer, sealing, origin },
			async stop() {
				mailer.close();
				await stopServer();
			}
		};
	}
}
