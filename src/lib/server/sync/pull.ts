import { createHash } from 'node:crypto';
import { checkLength, checkedText, type ExchangeAnswer, type WireScope } from '$lib/domain/sync-wire';
import type { Database, Sql } from '$lib/server/db';
import { grantedScopes, type GrantedScope } from '$lib/server/scopes';
import { openCursor, principalsDigest, sealCursor, type HeldScope } from './cursor';
import { renewEpoch, type Epoch } from './epoch';
import { readNews, sharedNews, type News, type SharedNews } from './news';
import type { Refusal } from '$lib/domain/refusal';

export interface PullRequest {
	personId: string;
	client: string;
	cookie: string | undefined;
	/** The last mutation whose outcome the device has stored. */
	last: number;
	reload: readonly number[];
	now: Date;
}

/**
 * What a page holds at most, but for the rows of one version, which are never parted. A resident's first sync with the
 * rescue plan in three languages is one page: 85 KB, 17 on the line.
 */
export const pageLimits = { rows: 200, bytes: 128 * 1024 };

/** One page of what is new to a device, read from one snapshot of the database; `ended` where it may see nothing. */
export async function pull(
	db: Database,
	request: PullRequest
): Promise<ExchangeAnswer | { newClient: true } | { ended: true }> {
	for (;;) {
		const page = await db.begin('isolation level repeatable read read only', (tx) =>
			readPage(tx, request, sharedNews(db))
		);
		if (!('restored' in page)) return page;
		await renewEpoch(db.sql, page.restored);
	}
}

async function readPage(
	tx: Sql,
	{ personId, client, cookie, last, reload, now }: PullRequest,
	shared: SharedNews
): Promise<ExchangeAnswer | { newClient: true } | { ended: true } | { restored: number }> {
	const [clientState, scopes] = await Promise.all([
		readClient(tx, client, personId, last),
		grantedScopes(tx, personId, now)
	]);
	const { epoch, secret } = clientState;
	// Access is what the registers say now (A4, A10): some scope is granted at this moment.
	if (scopes.length === 0) return { ended: true };
	if (clientState.foreign) return { newClient: true };
	const opened = cookie === undefined ? undefined : openCursor(cookie, client, secret);
	const base = opened?.genuine && opened.epoch === epoch ? opened : undefined;
	const held = new Map(base?.scopes.map((scope) => [scope.id, scope]));
	const isAhead = scopes.some(
		(scope) => Math.max(held.get(scope.id)?.rows ?? 0, held.get(scope.id)?.tombs ?? 0) > scope.ver
	);
	// A client that is unknown here was purged, or this database is older than it: it begins anew, and nobody else does.
	const isBehind = clientState.known && (base?.last ?? 0) > clientState.last;
	if (base && (isAhead || isBehind)) return { restored: epoch };
	if (Math.max(last, base?.last ?? 0) > clientState.last) return { newClient: true };

	const answer: ExchangeAnswer = { k: answerCheck(personId, cookie), c: '' };
	if (cookie === undefined) answer.u = personId;
	if (!base) answer.z = 1;
	const dropped = [...held.keys()].filter((id) => !scopes.some((scope) => scope.id === id));
	if (dropped.length > 0) answer.x = dropped;

	const next: HeldScope[] = [];
	const news: WireScope[] = [];
	let rowsLeft = pageLimits.rows;
	let bytesLeft = pageLimits.bytes;
	for (const scope of scopes) {
		const principals = principalsDigest(personId, scope.principals, scope.matters);
		const isAnew = reload.includes(scope.id) || isSeenOtherwise(scope, held.get(scope.id), principals);
		const before = isAnew ? undefined : held.get(scope.id);
		const from = startOf(scope, before);
		if (rowsLeft <= 0 || bytesLeft <= 0) {
			answer.m = 1;
			// Untouched so far, or not yet known to the device: it comes with a later page. One that is to be loaded again
			// stays known until then, or nobody would tell the device to drop it when its grant ends meanwhile.
			const known = held.get(scope.id);
			if (known) next.push(known);
			continue;
		}
		const found = await readNews(tx, shared, epoch, scope, from, rowsLeft, bytesLeft);
		rowsLeft -= found.rows.length;
		bytesLeft -= found.bytes;
		if (!found.complete) answer.m = 1;
		next.push({ id: scope.id, rows: found.upTo, tombs: scope.ver, principals });
		const wire = wireScope(scope, found, {
			full: from.full && base !== undefined,
			principals: before?.principals !== principals
		});
		if (wire) news.push(wire);
	}
	if (news.length > 0) answer.s = news;
	if (clientState.refusals.length > 0) answer.n = clientState.refusals;
	// Only with the last page are all rows there that the mutations up to it have touched.
	if (!answer.m && clientState.last !== last) answer.l = clientState.last;
	answer.c = sealCursor({ epoch, last: clientState.last, scopes: next }, client, secret);
	return answer;
}

/** A power names other matters than the last one: rows below the cursor come or go, and no version tells of it. */
function isSeenOtherwise(scope: GrantedScope, held: HeldScope | undefined, principals: number): boolean {
	return scope.kind === 'person' && held !== undefined && held.principals !== principals;
}

interface Start {
	full: boolean;
	rows: number;
	tombs: number;
}

function startOf(scope: GrantedScope, held: HeldScope | undefined): Start {
	// Below min_ver the tombstones are gone, and only loading all living rows tells what has died.
	if (!held || held.tombs < scope.minVer) return { full: true, rows: 0, tombs: scope.ver };
	return { full: false, rows: held.rows, tombs: held.tombs };
}

function wireScope(
	scope: GrantedScope,
	found: News,
	changed: { full: boolean; principals: boolean }
): WireScope | undefined {
	const wire: WireScope = { i: scope.id };
	if (changed.principals) wire.p = scope.principals;
	if (changed.principals && scope.matters) wire.w = scope.matters;
	if (changed.full) wire.f = 1;
	if (found.gone.length > 0) wire.g = found.gone;
	if (found.rows.length > 0) wire.r = found.rows;
	if (Object.keys(wire).length === 1) return undefined;
	if (found.complete) wire.d = found.digest ?? [scope.rowCount, scope.versionSum];
	return wire;
}

interface ClientState extends Epoch {
	last: number;
	refusals: [number, Refusal][];
	known: boolean;
	foreign: boolean;
}

/** The client's place in its sequence, and what was refused since; by an epoch, which is read in the same breath. */
async function readClient(tx: Sql, client: string, personId: string, last: number): Promise<ClientState> {
	const [row] = await tx`
		select epoch.epoch, epoch.secret, client.person_id, client.last, (
			select json_agg(json_build_array(seq, refusal) order by seq) from sync_outcomes
			where client_id = ${client} and seq > ${last} and refusal is not null
		) as refusals
		from sync_epoch epoch left join sync_clients client on client.id = ${client}`;
	if (!row) throw new Error('sync_epoch is empty: the migrations have not run');
	return {
		epoch: row.epoch,
		secret: row.secret,
		last: row.last ?? 0,
		known: row.personId !== null,
		foreign: row.personId !== null && row.personId !== personId,
		refusals: row.refusals ?? []
	};
}

export function answerCheck(personId: string, cookie: string | undefined): string {
	return createHash('sha256').update(checkedText(personId, cookie)).digest('base64url').slice(0, checkLength);
}
