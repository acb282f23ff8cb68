export type Ending = 'asked' | 'orphaned';

/**
 * Calls `stop` once: at Ctrl-C, SIGTERM, SIGHUP, or when the process that started us is gone. Ctrl-C comes from
 * the terminal and again from each parent that forwards it; only one that comes later than 2 s means "at once".
 */
export function stopWhenAsked(stop: (why: Ending) => Promise<void>): void {
	let askedAt: number | undefined;
	const end = (why: Ending) => {
		if (askedAt !== undefined) {
			if (why === 'asked' && Date.now() - askedAt > 2000) process.exit(1);
			return;
		}
		askedAt = Date.now();
		stop(why).then(
			() => process.exit(),
			(error: unknown) => {
				console.error(error);
				process.exit(1);
			}
		);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end('asked'));
	const parent = Number(process.env.KELLARI_LAUNCHER) || process.ppid;
	// A child that was started with an environment of another launcher has a parent of its own.
	const watched = parent === process.ppid || !isAlive(parent) ? parent : process.ppid;
	setInterval(() => {
		if (process.ppid !== watched) end('orphaned');
	}, 500).unref();
}

/** An error whose message tells a person what to do; it is shown without a stack trace. */
export class CannotStart extends Error {}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
