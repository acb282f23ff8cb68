import type { Template } from './letter';
import { answered } from './templates/answered';
import { bankAccountChanged } from './templates/bank-account-changed';
import { passwordChanged } from './templates/password-changed';
import { passwordLink } from './templates/password-link';
import { powerAccepted, powerEnded, powerInvitation } from './templates/power-of-attorney';
import { addressInUse, confirmAddress, registered, userIdEnded } from './templates/registering';
import { reportMoved } from './templates/report-moved';
import { staffInvitation, staffReset } from './templates/staff-invitation';

/** Every mail that the portal sends, by the name under which it waits. One that has been queued keeps its name. */
export const templates = {
	addressInUse,
	answered,
	bankAccountChanged,
	confirmAddress,
	passwordChanged,
	passwordLink,
	powerAccepted,
	powerEnded,
	powerInvitation,
	registered,
	reportMoved,
	staffInvitation,
	staffReset,
	userIdEnded
} satisfies Record<string, Template<never>>;

export type TemplateName = keyof typeof templates;
export type DataOf<N extends TemplateName> = (typeof templates)[N] extends Template<infer D> ? D : never;
