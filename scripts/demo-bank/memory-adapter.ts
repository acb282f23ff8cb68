import type { Adapter, AdapterConstructor, AdapterPayload } from 'oidc-provider';

/** Where the provider keeps sessions and codes: in memory, since the demo's identifications last for minutes. */
export function memoryAdapter(): AdapterConstructor {
	const kept = new Map<string, { payload: AdapterPayload; until: number }>();

	function find(key: string): AdapterPayload | undefined {
		const found = kept.get(key);
		if (found && found.until > Date.now()) return found.payload;
		kept.delete(key);
		return undefined;
	}

	function forgetExpired() {
		for (const [key, { until }] of kept) if (until <= Date.now()) kept.delete(key);
	}

	return class implements Adapter {
		readonly #model: string;

		constructor(model: string) {
			this.#model = model;
		}

		async upsert(id: string, payload: AdapterPayload, expiresIn?: number) {
			forgetExpired();
			kept.set(this.#key(id), { payload, until: Date.now() + (expiresIn ?? 3600) * 1000 });
		}

		async find(id: string) {
			return find(this.#key(id));
		}

		async findByUid(uid: string) {
			const key = [...kept].find(
				([key, { payload }]) => key.startsWith(this.#key('')) && payload.uid === uid
			)?.[0];
			return key === undefined ? undefined : find(key);
		}

		// The device flow is not offered.
		async findByUserCode() {
			return undefined;
		}

		async consume(id: string) {
			const payload = find(this.#key(id));
			if (payload) payload.consumed = Math.floor(Date.now() / 1000);
		}

		async destroy(id: string) {
			kept.delete(this.#key(id));
		}

		async revokeByGrantId(grantId: string) {
			for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
		}

		#key(id: string) {
			return `${this.#model}:${id}`;
		}
	};
}
