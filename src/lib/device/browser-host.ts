import type { EngineEvent, Host } from './engine';

const lockPatienceMs = 10_000;

/** The engine's surroundings in a page or a service worker. */
export function browserHost(report: (event: EngineEvent) => void): Host {
	return {
		now: () => Date.now(),
		random: () => Math.random(),
		uuid: () => crypto.randomUUID(),
		sleep,
		withLock,
		report
	};
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) return resolve();
		const timer = setTimeout(done, ms);
		signal.addEventListener('abort', done, { once: true });
		function done() {
			clearTimeout(timer);
			signal.removeEventListener('abort', done);
			resolve();
		}
	});
}

/** A lock that is never granted (a frozen tab may hold it) is done without: it spares work and guards nothing. */
async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
	if (!('locks' in navigator)) return work();
	let begun = false;
	try {
		return await navigator.locks.request(name, { signal: AbortSignal.timeout(lockPatienceMs) }, () => {
			begun = true;
			return work();
		});
	} catch (error) {
		if (begun || !(error instanceof DOMException)) throw error;
		return work();
	}
}
