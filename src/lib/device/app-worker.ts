/** As long as a worker that nothing holds back takes to go on from installed to active. */
const passingMs = 200;

interface Told {
	/** A new version is installed, and the one before it is still in use. */
	waiting(): void;
	/** Another worker than before controls this page. */
	controlling(): void;
}

/** The app's service worker as its pages see it: registered, asked for new versions, told to take over. */
export class AppWorker {
	readonly #registration: ServiceWorkerRegistration;

	private constructor(registration: ServiceWorkerRegistration, told: Told) {
		this.#registration = registration;
		const tellOf = (worker: ServiceWorker | null) =>
			setTimeout(() => {
				if (worker && worker === registration.waiting) told.waiting();
			}, passingMs);
		const follow = (worker: ServiceWorker | null) =>
			worker?.addEventListener('statechange', () => tellOf(worker), { once: true });
		tellOf(registration.waiting);
		follow(registration.installing);
		registration.addEventListener('updatefound', () => follow(registration.installing));
	}

	/** Once the page has loaded, whose files come first. */
	static async register(workers: ServiceWorkerContainer, address: string, told: Told): Promise<AppWorker> {
		workers.addEventListener('controllerchange', () => told.controlling());
		if (document.readyState !== 'complete')
			await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
		return new AppWorker(await workers.register(address, { updateViaCache: 'none' }), told);
	}

	/** Looks for a new version; without a network there is none. */
	async lookForUpdate(): Promise<void> {
		await this.#registration.update().catch(() => undefined);
	}

	/** Lets the version that waits take over, in every window. */
	takeOver(): void {
		this.#registration.waiting?.postMessage({ type: 'SKIP_WAITING' });
	}
}
