import { staffRoles, type StaffRole } from '$lib/domain/actor';

/** The landlord's own OpenID Connect for the staff (T1), from the environment. */
export interface StaffProvider {
	issuer: URL;
	clientId: string;
	clientSecret: string;
	scope: string;
	/** The claim with the groups, and what each of them may do here. */
	groupsClaim: string;
	roles: Record<string, StaffRole[]>;
}

/** Settings that keep the server from starting; the message tells a person what to do. */
export class StaffProviderRefused extends Error {}

/** Undefined where the landlord has none. @throws StaffProviderRefused */
export function readStaffProvider(
	environment: Record<string, string | undefined> = process.env
): StaffProvider | undefined {
	const issuer = environment.STAFF_OIDC_ISSUER;
	if (!issuer) return undefined;
	const need = (name: string) => {
		const value = environment[name];
		if (!value) throw new StaffProviderRefused(`STAFF_OIDC_ISSUER is set, and ${name} is missing.`);
		return value;
	};
	if (!URL.canParse(issuer)) throw new StaffProviderRefused('STAFF_OIDC_ISSUER is no address.');
	const url = new URL(issuer);
	if (url.protocol !== 'https:' && !isOwnMachine(url))
		throw new StaffProviderRefused('STAFF_OIDC_ISSUER has to begin with https://.');
	return {
		issuer: url,
		clientId: need('STAFF_OIDC_CLIENT_ID'),
		clientSecret: need('STAFF_OIDC_CLIENT_SECRET'),
		scope: environment.STAFF_OIDC_SCOPE ?? 'openid profile email',
		groupsClaim: environment.STAFF_OIDC_GROUPS_CLAIM ?? 'groups',
		roles: parseRoles(need('STAFF_OIDC_ROLES'))
	};
}

export function isOwnMachine({ hostname }: URL): boolean {
	return ['localhost', '127.0.0.1'].includes(hostname);
}

/** The roles of somebody's groups, in the portal's order; a group that is not named gives none. */
export function rolesOf(groups: unknown, { roles }: StaffProvider): StaffRole[] {
	const names = (Array.isArray(groups) ? groups : [groups]).filter((name) => typeof name === 'string');
	const given = new Set(names.flatMap((name) => (Object.hasOwn(roles, name) ? roles[name]! : [])));
	return staffRoles.filter((role) => given.has(role));
}

function parseRoles(text: string): Record<string, StaffRole[]> {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new StaffProviderRefused(howToWriteRoles, { cause: error });
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		throw new StaffProviderRefused(howToWriteRoles);
	return Object.fromEntries(
		Object.entries(value).map(([group, named]) => {
			const roles = (Array.isArray(named) ? named : [named]) as StaffRole[];
			if (!roles.every((role) => staffRoles.includes(role))) throw new StaffProviderRefused(howToWriteRoles);
			return [group, roles];
		})
	);
}

const howToWriteRoles = `STAFF_OIDC_ROLES says which group has which roles, as JSON: {"kellari-huolto": "maintenance", "kellari-toimisto": ["customerService", "propertyManager"]}. Roles are ${staffRoles.join(', ')}.`;
