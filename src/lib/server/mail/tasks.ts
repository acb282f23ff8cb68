import type { TaskList } from 'graphile-worker';
import * as v from 'valibot';
import { locale } from '$lib/domain/fields';
import type { Database } from '$lib/server/db';
import { offerNewPassword, purgePasswordLinks } from '$lib/server/auth/forgotten-password';
import { news, tellResidents } from './news';
import { purgeMails, sendMail, type MailOffice } from './send';

/**
 * Mails, and what ends in one, by name. Each may run twice. Where no mail server is set, no process takes `sendMail`: the
 * jobs wait for one without counting a try.
 */
export function mailTasks(db: Database, office: MailOffice): TaskList {
	const { mailer } = office;
	return {
		...(mailer && {
			sendMail: (payload) => sendMail(db, { ...office, mailer }, v.parse(mailToSend, payload).mailId)
		}),
		offerNewPassword: (payload) => offerNewPassword(db, office.sealing, v.parse(asking, payload), new Date()),
		tellResidents: (payload) => tellResidents(db, v.parse(news, payload), new Date()),
		purgeMails: async () => {
			await purgeMails(db, new Date());
			await purgePasswordLinks(db.sql, new Date());
		}
	};
}

// Payloads are written by this program alone, but by an earlier version of it too.
const mailToSend = v.object({ mailId: v.string() });
const asking = v.object({ email: v.string(), language: locale });
