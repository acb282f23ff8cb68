import * as v from 'valibot';
import { uuid } from '$lib/domain/fields';
import { invitation } from '$lib/domain/powers-of-attorney';
import { endPower } from '$lib/server/powers-of-attorney/end';
import { invite } from '$lib/server/powers-of-attorney/invite';
import { powersOf } from '$lib/server/powers-of-attorney/list';
import { rolesFor } from '$lib/server/staff/access';
import { residentProcedure, router, staffProcedure, steppedUpProcedure, sealingOf } from './init';

/** Powers of attorney need the network: what one has given must be what is in force (A13). Nobody gives one for another. */
export const powersOfAttorneyRouter = router({
	list: residentProcedure.mutation(({ ctx: { db, personId, now } }) => powersOf(db.sql, personId, now())),

	invite: steppedUpProcedure.input(invitation).mutation(({ ctx, input }) => {
		const { db, personId, now } = ctx;
		const inviter = { principalId: personId, by: { kind: 'resident', id: personId } } as const;
		return invite(db, sealingOf(ctx), inviter, input, now());
	}),

	/** By either side, at any time; without the password again, because it takes away and gives nothing. */
	end: residentProcedure
		.input(v.object({ id: uuid }))
		.mutation(({ ctx: { db, personId, now }, input: { id } }) => endPower(db, id, { personId }, now())),

	/** One given on paper: the attorney identifies and accepts by the same link. */
	enterPaper: staffProcedure(...rolesFor('people'))
		.input(v.object({ principalId: uuid, ...invitation.entries }))
		.mutation(({ ctx, input: { principalId, ...given } }) => {
			const { db, staff, now } = ctx;
			return invite(db, sealingOf(ctx), { principalId, by: { kind: 'staff', id: staff.id } }, given, now());
		}),

	endForSomebody: staffProcedure(...rolesFor('people'))
		.input(v.object({ id: uuid }))
		.mutation(({ ctx: { db, staff, now }, input: { id } }) => endPower(db, id, { staffId: staff.id }, now()))
});
