import * as v from 'valibot';
import { uuid } from '$lib/domain/fields';
import { stepUp } from '$lib/server/auth/step-up';
import { endSession, openSessions } from '$lib/server/auth/sessions';
import { findBankAccount, setBankAccount } from '$lib/server/bank-accounts';
import { residentProcedure, router, steppedUpProcedure, sealingOf } from './init';

const principal = v.object({ principalId: uuid });
const text = v.pipe(v.string(), v.maxLength(400));

/** What of a profile is never on a device: the bank account (P2), open sessions (A14), and the password again. */
export const profileRouter = router({
	/** A read that is sent by POST: no address may name whose it is. */
	bankAccount: residentProcedure
		.input(principal)
		.mutation(({ ctx, input: { principalId } }) =>
			findBankAccount(ctx.db.sql, sealingOf(ctx), { personId: ctx.personId, principalId }, ctx.now())
		),

	setBankAccount: steppedUpProcedure
		.input(v.object({ ...principal.entries, iban: text }))
		.mutation(({ ctx, input: { principalId, iban } }) =>
			setBankAccount(ctx.db, sealingOf(ctx), { personId: ctx.personId, principalId }, iban, ctx.now())
		),

	/** The password again: for five minutes, what asks for it asks no more. */
	stepUp: residentProcedure.input(v.object({ password: text })).mutation(async ({ ctx, input }) => {
		const asking = { password: input.password, clientAddress: ctx.clientAddress ?? '' };
		const outcome = await stepUp(ctx.db, ctx.session, asking, ctx.now());
		if ('refused' in outcome) return outcome;
		ctx.setCookie?.(outcome.cookie);
		return { steppedUp: true as const };
	}),

	sessions: residentProcedure.mutation(async ({ ctx: { db, session, now } }) => {
		const open = await openSessions(db.sql, session.accountId, now());
		return open.map((each) => ({ ...each, isThis: each.id === session.id }));
	}),

	/** Only one of one's own; of anybody else's there is none. */
	endSession: residentProcedure
		.input(v.object({ id: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }))
		.mutation(async ({ ctx: { db, session, now }, input: { id } }) => {
			const open = await openSessions(db.sql, session.accountId, now());
			if (open.some((each) => each.id === id)) await endSession(db.sql, id, 'revoked', now());
		}),

	endOtherSessions: residentProcedure.mutation(async ({ ctx: { db, session, now } }) => {
		const open = await openSessions(db.sql, session.accountId, now());
		for (const { id } of open) if (id !== session.id) await endSession(db.sql, id, 'revoked', now());
	})
});
