import { connect, type Database } from './db';
import { openStore, type ObjectStore } from './blobs';
import { log, traceOf } from './log';
import { watchPokes, type Pokes } from './pokes';
import { parseSealingKeys, sealingFrom, type Sealing } from './sealing';

/** What one web process has: its connections, its pictures, its ear for changes. Made at the first request. */
export interface PortalProcess {
	db: Database;
	store: ObjectStore;
	/** What identity codes, bank accounts and second factors are kept with. */
	sealing: Sealing;
	pokes: Pokes;
	now: () => Date;
	alert(what: string, error: unknown): void;
}

let running: PortalProcess | undefined;

export function portal(): PortalProcess {
	running ??= open();
	return running;
}

function open(): PortalProcess {
	const url = process.env.DATABASE_URL;
	if (!url) throw new Error('DATABASE_URL is not set');
	const sealing = sealingFrom(parseSealingKeys(process.env.SEALING_KEYS ?? ''));
	const db = connect(url, {
		connections: Number(process.env.DATABASE_CONNECTIONS ?? 8),
		// Whoever forgets to say for whom it asks is shown nothing.
		actingAs: 'nobody'
	});
	return {
		db,
		sealing,
		store: openStore(),
		pokes: watchPokes(db),
		now: () => new Date(),
		alert: (what, error) => log.error({ what, ...traceOf(error) }, 'alert')
	};
}
