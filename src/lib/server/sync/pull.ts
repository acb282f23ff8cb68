import { createHash } from 'node:crypto';
import { checkLength, checkedText, type ExchangeAnswer, type WireScope } from '$lib/domain/sync-wire';
import type { Database, Sql } from '../db';
import { grantedScopes, type GrantedScope } from '../scopes';
import { openCursor, principalsDigest, sealCursor, type HeldScope } from './cursor';
import { raiseEpoch, readEpoch } from './epoch';
import { readNews, type News } from './news';
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

const pageRows = 200;
const pageBytes = 64 * 1024;

/** One page of what is new to a device, read from one snapshot of the database. */
export async function pull(db: Database, request: PullRequest): Promise<ExchangeAnswer | { newClient: true }> {
	for (;;) {
		const page = await db.begin('isolation level repeatable read read only', (tx) => readPage(tx, request));
		if (!('restored' in page)) return page;
		await raiseEpoch(db.sql, page.restored);
	}
}

async function readPage(
	tx: Sql,
	{ personId, client, cookie, last, reload, now }: PullRequest
): Promise<ExchangeAnswer | { newClient: true } | { restored: number }> {
	const [{ epoch, secret }, scopes, clientState] = await Promise.all([
		readEpoch(tx),
		grantedScopes(tx, personId, now),
		readClient(tx, client, personId, last)
	]);
	if (clientState.foreign) return { newClient: true };
	const opened = cookie === undefined ? undefined : openCursor(cookie, client, secret);
	const base = opened?.genuine && opened.epoch === epoch ? opened : undefined;
	const held = new Map(base?.scopes.map((scope) => [scope.id, scope]));
	const isAhead = scopes.some((scope) => Math.max(held.get(scope.id)?.rows ?? 0, held.get(scope.id)?.tombs ?? 0) > scope.ver);
	if (base && (isAhead || base.last > clientState.last)) return { restored: epoch };
	if (last > clientState.last) return { newClient: true };

	const answer: ExchangeAnswer = { k: answerCheck(personId, cookie), c: '' };
	if (cookie === undefined) answer.u = personId;
	if (!base) answer.z = 1;
	const dropped = [...held.keys()].filter((id) => !scopes.some((scope) => scope.id === id));
	if (dropped.length > 0) answer.x = dropped;

	const next: HeldScope[] = [];
	const news: WireScope[] = [];
	let rowsLeft = pageRows;
	let bytesLeft = pageBytes;
	for (const scope of scopes) {
		const before = reload.includes(scope.id) ? undefined : held.get(scope.id);
		const principals = principalsDigest(personId, scope.principals);
		const from = startOf(scope, before);
		if (rowsLeft <= 0 || bytesLeft <= 0) {
			answer.m = 1;
			// Untouched so far, or not yet known to the device: it comes with a later page.
			if (before) next.push(before);
			continue;
		}
		const found = await readNews(tx, epoch, scope, from, rowsLeft, bytesLeft);
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
	if (changed.full) wire.f = 1;
	if (found.gone.length > 0) wire.g = found.gone;
	if (found.rows.length > 0) wire.r = found.rows;
	if (Object.keys(wire).length === 1) return undefined;
	if (found.complete) wire.d = [scope.rowCount, scope.versionSum];
	return wire;
}

interface ClientState {
	last: number;
	refusals: [number, Refusal][];
	foreign: boolean;
}

async function readClient(tx: Sql, client: string, personId: string, last: number): Promise<ClientState> {
	const [known, refused] = await Promise.all([
		tx`select person_id, last from sync_clients where id = ${client}`,
		tx`
			select seq, refusal from sync_outcomes
			where client_id = ${client} and seq > ${last} and refusal is not null order by seq`
	]);
	const [row] = known;
	return {
		last: row?.last ?? 0,
		foreign: row !== undefined && row.personId !== personId,
		refusals: refused.map((each) => [each.seq, each.refusal])
	};
}

export function answerCheck(personId: string, cookie: string | undefined): string {
	return createHash('sha256').update(checkedText(personId, cookie)).digest('base64url').slice(0, checkLength);
}
