import { Database } from './database';
import { stubbornly } from './storage';
import type { Store } from './store';

/**
 * The device's own small database: whose data to open. A cold start without a network, the service worker and the early
 * paint (src/early-paint.js, which reads it by hand) begin here.
 */
export interface Current {
	key: 'current';
	/** Name of the person's database; absent where nobody is logged in on this device. */
	database?: string;
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

interface Stores {
	state: Store<Current, string>;
	inbox: Store<SharedFile, number>;
}

class Directory extends Database<Stores> {
	readonly state = this.store('state');
	readonly inbox = this.store('inbox');

	constructor() {
		super(
			'kellari-device',
			{ state: { keyPath: 'key' }, inbox: { keyPath: 'id', autoIncrement: true } },
			'made when asked for'
		);
	}
}

let opened: Directory | undefined;
export function directory(): Directory {
	opened ??= new Directory();
	return opened;
}

export function readCurrent(): Promise<Current> {
	return stubbornly(directory(), () => currentOf(directory()));
}

async function currentOf({ state }: Pick<Stores, 'state'>): Promise<Current> {
	return (await state.get('current')) ?? { key: 'current' };
}

export function emptyInbox(): Promise<void> {
	return stubbornly(directory(), () => directory().inbox.clear());
}

/** Changes what is named; an undefined value takes it away. */
export async function changeCurrent(changes: {
	[K in keyof Omit<Current, 'key'>]?: Current[K] | undefined;
}): Promise<void> {
	await stubbornly(directory(), () =>
		directory().write(['state'], async ({ state }) => {
			const merged = { ...(await currentOf({ state })), ...changes };
			const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
			await state.put(kept as unknown as Current);
		})
	);
}
