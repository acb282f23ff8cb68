/** What a transaction wrote, told to whoever shows it: in this window, in the others, in the service worker. */
interface Change {
	database: string;
	stores: string[];
}

const watchers = new Set<(change: Change) => void>();
let channel: BroadcastChannel | undefined;

export function announce(change: Change): void {
	// On its own: what somebody does who hears of it is no part of the write.
	queueMicrotask(() => tell(change));
	others().postMessage(change);
}

/** Calls `watch` after each write that was committed since, wherever it was made, until the returned function is called. */
export function watchChanges(database: string, stores: readonly string[], watch: () => void): () => void {
	const watcher = (change: Change) => {
		if (change.database === database && change.stores.some((store) => stores.includes(store))) watch();
	};
	watchers.add(watcher);
	others().onmessage = ({ data }) => tell(data as Change);
	// A page that was put aside may have been told nothing meanwhile, nor of what a writer did that was ended right after.
	const returned = ({ persisted }: PageTransitionEvent) => void (persisted && watch());
	const seen = () => void (document.visibilityState === 'visible' && watch());
	globalThis.addEventListener?.('pageshow', returned);
	globalThis.document?.addEventListener('visibilitychange', seen);
	return () => {
		watchers.delete(watcher);
		globalThis.removeEventListener?.('pageshow', returned);
		globalThis.document?.removeEventListener('visibilitychange', seen);
	};
}

function tell(change: Change): void {
	for (const watcher of watchers) watcher(change);
}

function others(): BroadcastChannel {
	return (channel ??= new BroadcastChannel('kellari-changes'));
}
