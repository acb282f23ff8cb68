import { run, Logger as JobLogger, type LogLevel } from 'graphile-worker';
import type { Logger } from 'pino';
import { ifPresent } from '../if-present';

/** Takes jobs until it is stopped; the ones it has are finished first. */
export async function takeJobs(url: string, log: Logger): Promise<{ stop(): Promise<void> }> {
	const { taskList = {} } = (await ifPresent(() => import('$lib/server/jobs'))) ?? {};
	return run({
		connectionString: url,
		taskList,
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
