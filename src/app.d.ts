import type { ActiveSession } from '$lib/server/auth/sessions';

declare global {
	/** The early-paint script, inlined by the build. */
	const __EARLY_PAINT__: string;
	interface Window {
		/** Ends when the early paint is on the screen, or there is none; absent on pages without one. */
		earlyPaint?: Promise<void>;
	}
	namespace App {
		interface Locals {
			/** Null where nobody is logged in. */
			session: ActiveSession | null;
			/** Hex SHA-256 of the session token in the cookie, if any: also of an ended session. */
			sessionId: string | null;
			requestId: string;
		}
		interface Error {
			message: string;
			id?: string;
		}
		interface PageState {
			/** To whom an invitation to act for one was just sent. */
			invited?: string;
		}
	}
}
export {};
