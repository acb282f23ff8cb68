/** `AbortSignal.any`, which Safari has had since 17.4 only and Chrome since 116 (X7). */
export function anySignal(signals: AbortSignal[]): AbortSignal {
	if ('any' in AbortSignal) return AbortSignal.any(signals);
	const all = new AbortController();
	const abort = ({ target }: { target: EventTarget | null }) => all.abort((target as AbortSignal).reason);
	for (const signal of signals) {
		if (signal.aborted) abort({ target: signal });
		else signal.addEventListener('abort', abort, { once: true, signal: all.signal });
	}
	return all.signal;
}
