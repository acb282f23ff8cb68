import { router } from './init';
import { syncRouter } from './sync';

export const appRouter = router({ sync: syncRouter });

/** All that a browser may know of the server. */
export type AppRouter = typeof appRouter;
