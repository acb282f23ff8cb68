import Dexie, { type Table } from 'dexie';
import type { Locale } from '$lib/domain/fields';

/**
 * The device's own small database: whose data to open, and in which language. A cold start without a network, the
 * service worker and the early paint (src/early-paint.js, which reads it by hand) begin here.
 */
export interface Current {
	key: 'current';
	/** Name of the person's database; absent where nobody is logged in on this device. */
	database?: string;
	locale?: Locale;
	/** Logged out without a network: the session is ended at the next contact, before anything else. */
	logOutPending?: true;
}

/** Files that the share target took in, for the report form to pick up. */
export interface SharedFile {
	id?: number;
	name: string;
	type: string;
	bytes: ArrayBuffer;
}

class Directory extends Dexie {
	state!: Table<Current, string>;
	inbox!: Table<SharedFile, number>;
	constructor() {
		super('kellari-device', { chromeTransactionDurability: 'strict' });
		this.version(1).stores({ state: 'key', inbox: '++id' });
	}
}

let opened: Directory | undefined;
export function directory(): Directory {
	opened ??= new Directory();
	return opened;
}

export async function readCurrent(): Promise<Current> {
	return (await directory().state.get('current')) ?? { key: 'current' };
}

/** Changes what is named; an undefined value takes it away. */
export async function changeCurrent(changes: {
	[K in keyof Omit<Current, 'key'>]?: Current[K] | undefined;
}): Promise<void> {
	await directory().transaction('rw', directory().state, async () => {
		const merged = { ...(await readCurrent()), ...changes };
		const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
		await directory().state.put(kept as unknown as Current);
	});
}
