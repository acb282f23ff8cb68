type Hearer = (scopeId: number) => void;
const hearers = new Set<Hearer>();

/** Said after the commit of a transaction that moved a scope, by whoever committed it. */
export function scopeMoved(scopeId: number): void {
	for (const hear of hearers) hear(scopeId);
}

export function onScopeMoved(hear: Hearer): () => void {
	hearers.add(hear);
	return () => hearers.delete(hear);
}
