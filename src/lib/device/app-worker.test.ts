import { beforeEach, expect, test, vi } from 'vitest';
import { AppWorker } from './app-worker';

class Worker extends EventTarget {
	postMessage = vi.fn();
}

class Registration extends EventTarget {
	installing: Worker | null = null;
	waiting: Worker | null = null;
	active: Worker | null = null;
	update = vi.fn(() => Promise.resolve());

	find(): Worker {
		this.installing = new Worker();
		this.dispatchEvent(new Event('updatefound'));
		return this.installing;
	}

	/** As a browser does: a worker waits while the one before it is in use, and else goes on at once. */
	install(worker: Worker): void {
		this.installing = null;
		this.waiting = worker;
		worker.dispatchEvent(new Event('statechange'));
		if (this.active) return;
		[this.active, this.waiting] = [worker, null];
		worker.dispatchEvent(new Event('statechange'));
	}
}

class Workers extends EventTarget {
	registration = new Registration();
	register = vi.fn(() => Promise.resolve(this.registration));
}

let workers: Workers;
let told: { waiting: ReturnType<typeof vi.fn>; controlling: ReturnType<typeof vi.fn> };
const register = () =>
	AppWorker.register(workers as unknown as ServiceWorkerContainer, '/service-worker.js', told as never);

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('document', { readyState: 'complete' });
	workers = new Workers();
	told = { waiting: vi.fn(), controlling: vi.fn() };
	return () => {
		vi.useRealTimers();
		vi.unstubAllGlobals();
	};
});

test('O10 the first version of all is no update', async () => {
	const { registration } = workers;
	await register();
	registration.install(registration.find());
	await vi.advanceTimersByTimeAsync(1000);
	expect(registration.active).not.toBeNull();
	expect(told.waiting).not.toHaveBeenCalled();
});

test('O10 nor is it for a second window that opens while it passes from installed to active', async () => {
	const { registration } = workers;
	const passing = (registration.waiting = new Worker());
	await register();
	[registration.active, registration.waiting] = [passing, null];
	await vi.advanceTimersByTimeAsync(1000);
	expect(told.waiting).not.toHaveBeenCalled();
});

test('O10 a version that was found while the page was open, or is just installing when it opens, is told', async () => {
	const { registration } = workers;
	registration.active = new Worker();
	const installing = registration.find();
	await register();
	registration.install(installing);
	await vi.advanceTimersByTimeAsync(1000);
	expect(told.waiting).toHaveBeenCalledTimes(1);
	registration.install(registration.find());
	await vi.advanceTimersByTimeAsync(1000);
	expect(told.waiting).toHaveBeenCalledTimes(2);
});

test('O10 one that already waits when the page opens is told, and takes over when asked', async () => {
	const { registration } = workers;
	registration.active = new Worker();
	const waits = (registration.waiting = new Worker());
	const worker = await register();
	await vi.advanceTimersByTimeAsync(1000);
	expect(told.waiting).toHaveBeenCalledTimes(1);
	worker.takeOver();
	expect(waits.postMessage).toHaveBeenCalledExactlyOnceWith({ type: 'SKIP_WAITING' });
	workers.dispatchEvent(new Event('controllerchange'));
	expect(told.controlling).toHaveBeenCalledTimes(1);
});

test('O10 one that could not be installed is not told', async () => {
	const { registration } = workers;
	registration.active = new Worker();
	await register();
	const broken = registration.find();
	registration.installing = null;
	broken.dispatchEvent(new Event('statechange'));
	await vi.advanceTimersByTimeAsync(1000);
	expect(told.waiting).not.toHaveBeenCalled();
});

test('O10 looking for a new version without a network finds none and breaks nothing', async () => {
	const worker = await register();
	workers.registration.update.mockRejectedValueOnce(new TypeError('Failed to fetch'));
	await worker.lookForUpdate();
	expect(workers.registration.update).toHaveBeenCalledTimes(1);
});

test('O10 the worker is registered after the page’s own files, and not from the browser’s cache', async () => {
	const page = new EventTarget();
	vi.stubGlobal('document', { readyState: 'interactive' });
	vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
	const registered = register();
	await vi.advanceTimersByTimeAsync(1000);
	expect(workers.register).not.toHaveBeenCalled();
	page.dispatchEvent(new Event('load'));
	await registered;
	expect(workers.register).toHaveBeenCalledExactlyOnceWith('/service-worker.js', { updateViaCache: 'none' });
});
