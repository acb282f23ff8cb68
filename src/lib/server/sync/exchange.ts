import { packAnswer, packing } from '$lib/domain/sync-packing';
import type { ExchangeOutcome, ExchangeRequest, SessionEnd } from '$lib/domain/sync-wire';
import type { Database } from '$lib/server/db';
import { pull } from './pull';
import { push, type Pusher } from './push';

export interface Exchanger {
	personId: string;
	now: Date;
	alert: Pusher['alert'];
}

/** Push, then pull, in one round trip: what was just sent comes back as rows. */
export async function exchange(
	db: Database,
	{ personId, now, alert }: Exchanger,
	request: ExchangeRequest
): Promise<ExchangeOutcome> {
	const { client, cookie, last, mutations = [], reload = [] } = request;
	const pushed = await push(db, { personId, client, now, alert }, mutations);
	if (pushed.end === 'newClient') return { newClient: true };
	const pulled = await pull(db, { personId, client, cookie, last, reload, now });
	if ('ended' in pulled) return await afterAccess(db, client, last);
	if ('newClient' in pulled) return pulled;
	const answer = request.packing === packing ? packAnswer(pulled, mutations) : pulled;
	return pushed.end === 'all' ? answer : { ...answer, h: [pushed.seq, pushed.why] };
}

/** Nothing more is shown, but what waited was offered, and the device learns what became of it. */
async function afterAccess(db: Database, client: string, last: number): Promise<ExchangeOutcome> {
	const [row] = await db.sql`select last from sync_clients where id = ${client}`;
	const refused = await db.sql`
		select seq, refusal from sync_outcomes
		where client_id = ${client} and seq > ${last} and refusal is not null order by seq`;
	return {
		session: 'accessEnded',
		n: refused.map((each) => [each.seq, each.refusal]),
		l: row?.last ?? 0
	};
}

/** How an ended session is told to the device. Somebody who logged out elsewhere has only to log in again. */
export function sessionEnd(
	ended: 'expired' | 'revoked' | 'loggedOut' | 'accessEnded' | 'replaced'
): SessionEnd {
	return ended === 'revoked' || ended === 'accessEnded' ? ended : 'expired';
}
