import { accessLogRouter } from './access-log';
import { router } from './init';
import { powersOfAttorneyRouter } from './powers-of-attorney';
import { profileRouter } from './profile';
import { staffRouter } from './staff';
import { syncRouter } from './sync';

export const appRouter = router({
	accessLog: accessLogRouter,
	powersOfAttorney: powersOfAttorneyRouter,
	profile: profileRouter,
	staff: staffRouter,
	sync: syncRouter
});

/** All that a browser may know of the server. */
export type AppRouter = typeof appRouter;
