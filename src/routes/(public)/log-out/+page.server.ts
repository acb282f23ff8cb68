import { logOut } from './log-out.server';
import type { Actions } from './$types';

export const actions: Actions = { default: logOut };
