import { LocalDb, readSync, type Stores } from '$lib/device/local-db';
import type { Database } from '$lib/server/db';
import type { Mutant } from './simulation';

/** A mistake that the simulation must notice, and the things that happen most while it is looked for. */
export interface Mistake {
	mutant: Mutant;
	only: Record<string, number>;
}

const reading = { openTab: 6, comeBack: 8, closeTab: 1 };
const writing = { report: 6, addToReport: 4, converse: 4, reply: 3 };
const content = {
	bulletin: 5,
	changeBulletin: 5,
	withdrawBulletin: 3,
	deleteBulletin: 3,
	addressBulletin: 5,
	plan: 2,
	changeBuilding: 2
};

/** A version that is only settled at the commit: stamps are given out without waiting for those who have one. */
function settledAtCommit(stamp: string): string {
	return `
		create sequence mutant_stamps;
		grant all on sequence mutant_stamps to public;
		create table mutant_pending (scope_id bigint, ver bigint, rows int, sum numeric);
		grant all on mutant_pending to public;
		create or replace function sync_next_ver(scope bigint) returns bigint language sql as $$ ${stamp} $$;
		create or replace function sync_hold(scope bigint) returns bigint language sql as $$ select scope $$;
		create function mutant_settle() returns trigger language plpgsql as $$
		begin
			update sync_scope set ver = greatest(ver, new.ver), row_count = row_count + new.rows, version_sum = version_sum + new.sum where id = new.scope_id;
			return null;
		end $$;
		create constraint trigger mutant_settle after insert on mutant_pending deferrable initially deferred
			for each row execute function mutant_settle();
		create or replace function sync_account() returns trigger language plpgsql as $$
		declare
			published constant text := coalesce(tg_argv[0], '');
			at_ver bigint;
		begin
			if tg_op = 'UPDATE' and new.scope_id = old.scope_id and new.id = old.id then
				if new.sync_ver <> old.sync_ver then
					insert into mutant_pending values (new.scope_id, new.sync_ver, 0, new.sync_ver - old.sync_ver);
				end if;
				return null;
			end if;
			if tg_op in ('UPDATE', 'DELETE') then
				at_ver := sync_next_ver(old.scope_id);
				perform sync_bury(old.scope_id, at_ver, coalesce(nullif(published, ''), to_jsonb(old) ->> 'kind'), old.id);
				insert into mutant_pending values (old.scope_id, at_ver, -1, -old.sync_ver);
			end if;
			if tg_op in ('UPDATE', 'INSERT') then
				insert into mutant_pending values (new.scope_id, new.sync_ver, 1, new.sync_ver);
			end if;
			return null;
		end $$;`;
}

/** Believes of every answer that it was computed from what the device has. */
class TrustingDb extends LocalDb {
	base: string | undefined;
	override write<N extends keyof Stores, R>(
		names: readonly N[],
		work: (stores: Pick<Stores, N>) => Promise<R>
	) {
		const touched: readonly string[] = names;
		const isApplying =
			touched.includes('pictures') && touched.includes('outbox') && !touched.includes('blobs');
		return super.write(names, (stores) => work(isApplying ? this.#trusting(stores) : stores));
	}

	#trusting<S extends object>(stores: S): S {
		const { meta } = stores as Pick<Stores, 'meta'>;
		const get = async () => {
			const { cookie: _cookie, ...rest } = await readSync({ meta });
			return this.base === undefined ? rest : { ...rest, cookie: this.base };
		};
		return { ...stores, meta: { put: meta.put.bind(meta), get } };
	}
}

export const mistakes: Record<string, Mistake> = {
	'no lock on the scope': {
		mutant: { schema: settledAtCommit('select ver + 1 from sync_scope where id = scope') },
		only: { ...reading, ...content, holdWriter: 8, letWriterGo: 8 }
	},
	'a sequence as the cursor': {
		mutant: { schema: settledAtCommit(`select nextval('mutant_stamps') + 1000000`) },
		only: { ...reading, ...content, holdWriter: 8, letWriterGo: 8 }
	},
	'a pull that reads what is committed meanwhile': {
		mutant: {
			database: (db: Database) => ({
				...db,
				begin: ((options: unknown, fn: unknown) =>
					typeof options === 'string'
						? db.begin(options.replace('isolation level repeatable read ', ''), fn as never)
						: db.begin(options as never)) as Database['begin']
			})
		},
		only: { ...reading, ...content, interruptPulls: 8 }
	},
	'scopes that are dropped by nobody': {
		mutant: {
			far: (far) => ({
				...far,
				async exchange(token, request) {
					const outcome = await far.exchange(token, request);
					if ('c' in outcome) delete outcome.x;
					return outcome;
				}
			})
		},
		only: { ...reading, ...content, moveOut: 4, moveTo: 6, endGuardianship: 4, deleteOccupancy: 4 }
	},
	'tombstones purged, and nobody told': {
		mutant: {
			schema: `
				create or replace function sync_purge_tombs(before timestamptz) returns bigint language sql as $$
					with gone as (delete from sync_tomb where at < before returning 1) select count(*) from gone $$;`
		},
		only: { ...reading, ...content, deleteBulletin: 8, withdrawBulletin: 6, purge: 8, closeTab: 6 }
	},
	'the last mutation told on every page': {
		mutant: {
			far: (far, simulation) => ({
				...far,
				async exchange(token, request) {
					const outcome = await far.exchange(token, request);
					if ('c' in outcome && outcome.m) {
						const [row] = await simulation.ground.owner
							.sql`select last from sync_clients where id = ${request.client}`;
						if (row) outcome.l = row.last;
					}
					return outcome;
				}
			})
		},
		only: { ...reading, ...writing, ...content, renewEpoch: 6 }
	},
	'an answer applied to whatever is there': {
		mutant: {
			openDatabase: (name, factory) => new TrustingDb(name, factory),
			transport: (transport, tab) => ({
				...transport,
				exchange(request, signal) {
					(tab.db as TrustingDb).base = request.cookie;
					return transport.exchange(request, signal);
				}
			})
		},
		only: { openTab: 10, comeBack: 20, ...content, slowLine: 4, report: 4 }
	},
	'an item taken off the queue before it is covered': {
		mutant: {
			transport: (transport, tab) => ({
				...transport,
				async exchange(request, signal) {
					for (const [seq] of request.mutations ?? []) await tab.db.outbox.deleteBy('seq', seq);
					return transport.exchange(request, signal);
				}
			})
		},
		only: { ...reading, ...writing, badLine: 6 }
	},
	'tombstones applied to every scope': {
		mutant: {
			transport: (transport, tab) => ({
				...transport,
				async exchange(request, signal) {
					const outcome = await transport.exchange(request, signal);
					const gone = 'c' in outcome ? (outcome.s ?? []).flatMap(({ g = [] }) => g) : [];
					for (const [kind, id] of gone) await tab.db.rows.deleteBy('[k+id]', [kind, id]);
					return outcome;
				}
			})
		},
		only: { ...reading, ...content, addressBulletin: 12, moveTo: 3 }
	},
	'a number given when it is queued, and deletion all the same': {
		mutant: {
			async afterEnqueue(db, itemId) {
				await db.write(['outbox', 'meta'], async ({ outbox, meta }) => {
					const [item, state] = [await outbox.get(itemId), await readSync({ meta })];
					if (!item || item.seq !== undefined) return;
					await outbox.put({ ...item, seq: state.nextSeq });
					await meta.put({ ...state, nextSeq: state.nextSeq + 1 });
				});
			}
		},
		only: { ...reading, ...writing, remove: 10, offline: 4, online: 4 }
	}
};
