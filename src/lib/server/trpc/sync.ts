import { TRPCError } from '@trpc/server';
import * as v from 'valibot';
import {
	exchangeBody,
	exchangeRequest,
	type ExchangeOutcome,
	type ExchangeRequest
} from '$lib/domain/sync-wire';
import { findSession } from '$lib/server/auth/sessions';
import { exchange, sessionEnd } from '$lib/server/sync/exchange';
import { publicProcedure, router, type Context } from './init';

export const syncRouter = router({
	/** Public, because an ended session is answered as a value that tells the device what to do, not as a status. */
	exchange: publicProcedure.input(exchangeBody).mutation(async ({ ctx, input }): Promise<ExchangeOutcome> => {
		const request = wholeRequest(ctx, input);
		const personId = ctx.session?.personId;
		if (!personId) return { session: await reasonOf(ctx) };
		if (request.person !== undefined && request.person !== personId) return { otherPerson: true };
		return exchange(
			ctx.db,
			{
				personId,
				now: ctx.now(),
				alert: ({ name, v, error }) => ctx.alert(`parked mutation ${name} v${v}`, error)
			},
			request
		);
	})
});

function wholeRequest({ said }: Context, body: v.InferOutput<typeof exchangeBody>): ExchangeRequest {
	const whole = v.safeParse(exchangeRequest, { ...said, ...body });
	if (!whole.success) throw new TRPCError({ code: 'BAD_REQUEST', message: 'no device is named' });
	return whole.output;
}

async function reasonOf(ctx: Context) {
	if (ctx.sessionId === null) return sessionEnd('expired');
	const found = await findSession(ctx.db.sql, ctx.sessionId, ctx.now());
	return sessionEnd(found && 'ended' in found ? found.ended : 'expired');
}
