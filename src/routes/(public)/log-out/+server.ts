import { logOut } from './log-out.server';
import type { RequestHandler } from './$types';

/** The app asks by fetch, with no form in it. */
export const POST: RequestHandler = logOut;
