import { AppWorker } from './app-worker';

const answerMs = 300;

/**
 * New versions of the app (O10). A new worker waits: it takes over when the person says so, or when every window is
 * hidden and nobody has something half typed, and never under somebody's fingers.
 */
export class Updates {
	/** A new version is here and waits. */
	ready = $state(false);
	readonly #windows = new BroadcastChannel('kellari-windows');
	#worker: AppWorker | undefined;
	#halfTyped = 0;
	#taking = false;
	#isTaken = false;

	async start(): Promise<void> {
		if (!('serviceWorker' in navigator)) return;
		this.#windows.addEventListener('message', ({ data }) => {
			if (data === 'may I?' && this.#isInUse()) this.#windows.postMessage('not now');
		});
		document.addEventListener('visibilitychange', () => void this.#appear());
		this.#worker = await AppWorker.register(navigator.serviceWorker, workerAddress() as string, {
			waiting: () => (this.ready = true),
			// Not where the first worker of all takes control: the page needs nothing of it.
			controlling: () => {
				if (this.#taking) location.reload();
				else this.#isTaken = this.ready;
			}
		});
	}

	/** The person said so. What is typed is in the drafts. */
	take(): void {
		// Another window has taken it already; this one still runs the old version.
		if (this.#isTaken) return location.reload();
		this.#taking = true;
		this.#worker?.takeOver();
	}

	/** Holds a hidden update back while something is half typed, until the returned function is called. */
	hold(): () => void {
		let held = true;
		this.#halfTyped++;
		return () => {
			if (held) this.#halfTyped--;
			held = false;
		};
	}

	async #appear(): Promise<void> {
		if (document.visibilityState === 'visible') return void this.#worker?.lookForUpdate();
		if (this.ready && !this.#isInUse() && (await this.#othersAgree())) this.take();
	}

	#isInUse(): boolean {
		return document.visibilityState === 'visible' || this.#halfTyped > 0;
	}

	#othersAgree(): Promise<boolean> {
		return new Promise((resolve) => {
			const asked = new AbortController();
			const timer = setTimeout(() => settle(true), answerMs);
			this.#windows.addEventListener('message', ({ data }) => data === 'not now' && settle(false), {
				signal: asked.signal
			});
			this.#windows.postMessage('may I?');
			function settle(agreed: boolean) {
				clearTimeout(timer);
				asked.abort();
				resolve(agreed);
			}
		});
	}
}

interface TrustedTypesFactory {
	createPolicy(
		name: string,
		rules: { createScriptURL(url: string): string }
	): { createScriptURL(url: string): unknown };
}

/** Trusted Types ask for a policy where a script's address is given; this one knows a single address. */
function workerAddress(): unknown {
	const address = '/service-worker.js';
	const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesFactory };
	if (!trustedTypes) return address;
	const policy = trustedTypes.createPolicy('kellari-service-worker', { createScriptURL: () => address });
	return policy.createScriptURL(address);
}

export const updates = new Updates();
