import { logOut } from './log-out.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ clearsDevice: Boolean(locals.session?.personId) });

export const actions: Actions = { default: logOut };
