import { initTRPC, TRPCError } from '@trpc/server';
import type { StaffRole } from '$lib/domain/actor';
import type { ExchangeRequest } from '$lib/domain/sync-wire';
import { isSteppedUp } from '$lib/server/auth/step-up';
import type { ActiveSession, SessionCookie } from '$lib/server/auth/sessions';
import type { Database } from '$lib/server/db';
import { mayLogIn } from '$lib/server/scopes';
import type { Sealing } from '$lib/server/sealing';

export interface Context {
	db: Database;
	session: ActiveSession | null;
	/** Hex SHA-256 of the token in the cookie, also of a session that has ended. */
	sessionId: string | null;
	/** What the headers say of an exchange. */
	said?: Partial<ExchangeRequest>;
	now: () => Date;
	sealing?: Sealing;
	/** The address that the request came from. */
	clientAddress?: string;
	/** Gives the browser another cookie than the one it came with. */
	setCookie?(cookie: SessionCookie): void;
	/** Told of faults of ours, with no personal data. */
	alert(what: string, error: unknown): void;
}

const trpc = initTRPC.context<Context>().create({
	// A stack is for the log, not for whoever sent something odd.
	errorFormatter: ({ shape, error }) => ({
		...shape,
		message: error.code === 'INTERNAL_SERVER_ERROR' ? 'internal error' : shape.message,
		data: { code: shape.data.code, httpStatus: shape.data.httpStatus }
	})
});

export const router = trpc.router;
export const publicProcedure = trpc.procedure;

/** For staff with one of the roles; none named means any. Others are told that there is no such thing. */
export function staffProcedure(...roles: StaffRole[]) {
	return publicProcedure.use(({ ctx, next }) => {
		const staff = ctx.session?.staff;
		if (!staff) throw new TRPCError({ code: 'UNAUTHORIZED' });
		if (roles.length > 0 && !roles.some((role) => staff.roles.includes(role)))
			throw new TRPCError({ code: 'NOT_FOUND' });
		return next({ ctx: { ...ctx, staff } });
	});
}

/**
 * For a resident who is logged in and still has access (A10): a session whose person has moved out may only offer what
 * waits on the device. Whose matters they may see, each procedure asks for itself.
 */
export const residentProcedure = publicProcedure.use(async ({ ctx, next }) => {
	const { session } = ctx;
	if (!session?.personId || !(await mayLogIn(ctx.db.sql, session.personId, ctx.now())))
		throw new TRPCError({ code: 'UNAUTHORIZED' });
	return next({ ctx: { ...ctx, session, personId: session.personId } });
});

/** For a resident who has just given the password again. Others are told to (FORBIDDEN). */
export const steppedUpProcedure = residentProcedure.use(async ({ ctx, next }) => {
	if (!(await isSteppedUp(ctx.db.sql, ctx.session.id, ctx.now())))
		throw new TRPCError({ code: 'FORBIDDEN', message: 'step up' });
	return next();
});

/** The keys by which columns are sealed; every caller of a running portal has them. */
export function sealingOf({ sealing }: Context): Sealing {
	if (!sealing) throw new Error('there are no keys here');
	return sealing;
}
