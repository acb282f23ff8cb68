/** Chance that can be had again from its seed (mulberry32). */
export class Chance {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** Within [0, 1). */
	next = (): number => {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};

	below(limit: number): number {
		return Math.floor(this.next() * limit);
	}

	between(least: number, most: number): number {
		return least + this.below(most - least + 1);
	}

	happens(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(from: readonly T[]): T {
		if (from.length === 0) throw new Error('nothing to pick from');
		return from[this.below(from.length)] as T;
	}

	/** One of the keys, as often as its weight says. */
	weighted<K extends string>(weights: Partial<Record<K, number>>): K {
		const entries = Object.entries(weights) as [K, number][];
		let at = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [key, weight] of entries) if ((at -= weight) < 0) return key;
		return entries[0]![0];
	}
}
