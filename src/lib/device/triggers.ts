import type { Trigger } from './engine';

const withPokesMs = 5 * 60_000;
const withoutPokesMs = 60_000;

/** Calls `go` whenever a round may be worth it: the app appears, the line returns, time passes, the server pokes. */
export function watchTriggers(go: (how: Trigger) => void): () => void {
	const stop = new AbortController();
	const options = { signal: stop.signal };
	let pokes: EventSource | undefined;
	let timer: ReturnType<typeof setInterval> | undefined;

	function appear() {
		const visible = document.visibilityState === 'visible';
		clearInterval(timer);
		pokes?.close();
		pokes = undefined;
		if (!visible) return;
		go('eager');
		if (isGoodLink()) pokes = listen(go);
		timer = setInterval(() => go('timer'), pokes ? withPokesMs : withoutPokesMs);
	}

	document.addEventListener('visibilitychange', appear, options);
	addEventListener('pageshow', (event) => event.persisted && appear(), options);
	addEventListener('online', appear, options);
	appear();
	return () => {
		stop.abort();
		clearInterval(timer);
		pokes?.close();
	};
}

/** A connection that stays open costs a poor line more than asking now and then. */
function isGoodLink(): boolean {
	const { connection } = navigator as { connection?: { saveData?: boolean; effectiveType?: string } };
	if (!navigator.onLine || connection?.saveData) return false;
	return connection?.effectiveType === undefined || connection.effectiveType === '4g';
}

function listen(go: (how: Trigger) => void): EventSource {
	const pokes = new EventSource('/api/events');
	pokes.onmessage = () => go('timer');
	// Whatever moved while the line was broken and nobody listened.
	pokes.onopen = () => go('timer');
	return pokes;
}
