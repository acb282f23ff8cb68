import { openStore } from '$lib/server/blobs';
import type { Database } from '$lib/server/db';
import { crontab, tasks } from '$lib/server/jobs';
import type { MailOffice } from '$lib/server/mail/send';
import { mailTasks } from '$lib/server/mail/tasks';
import { run, Logger as JobLogger, type LogLevel } from 'graphile-worker';
import type { Logger } from 'pino';

/** Takes jobs until it is stopped; the ones it has are finished first. */
export async function takeJobs(
	url: string,
	db: Database,
	office: MailOffice,
	log: Logger
): Promise<{ stop(): Promise<void> }> {
	return run({
		connectionString: url,
		taskList: { ...tasks(db, openStore()), ...mailTasks(db, office) },
		crontab,
		concurrency: 4,
		noHandleSignals: true,
		// The message alone: beside it lies the job's payload.
		logger: new JobLogger(() => (level, message) => log[severity[level]](message))
	});
}

const severity = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const satisfies Record<
	LogLevel,
	string
>;
