import { randomUUID } from 'node:crypto';
import type { Kind, World } from './people';

// Who is given what: the table that each change of the server is held against. A row names an address or a procedure,
// sends what a browser would, and lists everybody who is not told "no" (401, 403, 404, or the way to the log-in).

export interface Row {
	/** The route or procedure; after a space, which object or action of it. */
	what: string;
	for: readonly Kind[];
	address(world: World, kind: Kind): string;
	method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
	type?: string;
	headers?: Record<string, string>;
	body?: unknown;
	/** Where the status does not tell. */
	isGiven?(text: string): boolean;
	/** A stream of events. */
	isEndless?: boolean;
}

const everybody: Kind[] = [
	...(['anonymous', 'applicant', 'notStarted', 'mainTenant', 'spouse', 'subtenant', 'guardian'] as const),
	...([
		'attorney',
		'neighbour',
		'former',
		'customerService',
		'maintenanceHere',
		'maintenanceElsewhere'
	] as const),
	...(['propertyManager', 'administrator', 'endedSession'] as const)
];
/** Who may be logged in as a resident at all (A4); an applicant and somebody who moved out may not. */
const residents: Kind[] = [
	'notStarted',
	'mainTenant',
	'spouse',
	'subtenant',
	'guardian',
	'attorney',
	'neighbour'
];
const office: Kind[] = ['customerService', 'propertyManager'];
const staff: Kind[] = [...office, 'administrator', 'maintenanceHere', 'maintenanceElsewhere'];
const nobody: Kind[] = [];
const administrator: Kind[] = ['administrator'];

function page(route: string, whose: readonly Kind[], address = (_: World) => route): Row {
	return { what: route, for: whose, address };
}

function action(
	route: string,
	name: string,
	whose: readonly Kind[],
	form = '',
	address = (_: World) => route
): Row {
	return {
		what: `${route} ?/${name}`,
		for: whose,
		method: 'POST',
		type: 'application/x-www-form-urlencoded',
		headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
		// One that has no name is asked for by the page's own address.
		address: (world) => (name === 'default' ? address(world) : `${address(world)}?/${name}`),
		body: form,
		isGiven: (text) => !text.includes('notFound') && !/"type":"error"|"location":"\/log-in/.test(text)
	};
}

function procedure(name: string, whose: readonly Kind[], body: Row['body'] = {}): Row {
	return {
		what: name,
		for: whose,
		method: 'POST',
		address: () => `/api/trpc/${name.split(' ')[0]}`,
		body,
		isGiven: isNoRefusal
	};
}

/** Of another's matter one is told that there is none. */
function isNoRefusal(text: string): boolean {
	return !text.includes('notFound') && !text.includes('"refused"');
}

/** One's own, unless it is another's. */
const of = (whose?: Kind) => (world: World, kind: Kind) => ({
	principalId: world.personIds[whose ?? kind] ?? world.personIds.mainTenant
});

/** Whatever the forms of a case ask for. */
const form = new URLSearchParams({
	entryId: randomUUID(),
	noteId: randomUUID(),
	inState: 'received',
	state: 'inProgress',
	day: '2099-12-01',
	from: '10:00',
	to: '12:00',
	text: 'x'
}).toString();

/** At a matter one is seen only by those who may see it. */
function presences(what: string, whose: readonly Kind[], matter: (world: World) => object): Row {
	return {
		what: `/staff/presences of the ${what}`,
		for: whose,
		method: 'POST',
		address: () => '/staff/presences',
		body: (world: World) => ({ ...matter(world), writing: false })
	};
}

const reportPage = ({ report }: World) => `/staff/defect-reports/${report}`;
const conversationPage = ({ conversation }: World) => `/staff/conversations/${conversation}`;
const userPage = ({ staffUser }: World) => `/staff/users/${staffUser}`;
const seesTheReport: Kind[] = ['mainTenant', 'guardian', 'attorney', ...office, 'maintenanceHere'];
const seesTheConversation: Kind[] = ['mainTenant', 'guardian', ...office];

export const rows: Row[] = [
	// Says only whether something is new, and of nothing.
	{ what: '/api/sync', for: [...residents, 'applicant', 'former'], address: () => '/api/sync' },
	{
		what: '/api/events',
		for: [...residents, ...staff, 'applicant', 'former'],
		address: () => '/api/events',
		isEndless: true
	},
	{
		what: '/api/attachments/[id] of the report',
		for: seesTheReport,
		address: ({ reportPhoto }) => `/api/attachments/${reportPhoto}?size=thumb`
	},
	{
		what: '/api/attachments/[id] of the conversation',
		for: seesTheConversation,
		address: ({ conversationPhoto }) => `/api/attachments/${conversationPhoto}?size=thumb`
	},
	{
		what: '/api/attachments/[id] that is not there',
		for: [],
		address: () => `/api/attachments/${randomUUID()}`
	},
	{
		what: '/api/blob/[sha] that nobody announced',
		for: [],
		method: 'PUT',
		type: 'application/octet-stream',
		address: ({ personIds }) => `/api/blob/${'a'.repeat(64)}?o=0&n=4&p=${personIds.mainTenant}`,
		body: 'abcd'
	},
	{ what: '/api/my-data', for: residents, address: () => '/api/my-data?as=json' },
	{
		what: '/api/my-data of the main tenant',
		for: ['mainTenant', 'guardian'],
		address: ({ personIds }) => `/api/my-data?as=json&for=${personIds.mainTenant}`
	},
	procedure('sync.exchange', everybody),

	procedure('profile.bankAccount', residents, of()),
	procedure('profile.bankAccount of the main tenant', ['mainTenant', 'guardian'], of('mainTenant')),
	procedure('profile.sessions', residents),
	procedure('profile.endSession', residents, { id: 'a'.repeat(64) }),
	{ ...procedure('profile.stepUp', residents, { password: 'not theirs' }), isGiven: () => true },
	// Only after the password was given again, which nobody here has done.
	procedure('profile.setBankAccount', [], { iban: 'FI2112345600000785' }),
	procedure('powersOfAttorney.list', residents),
	procedure('powersOfAttorney.invite', [], {}),
	{
		...procedure('powersOfAttorney.end', ['mainTenant', 'attorney'], ({ power }: World) => ({ id: power })),
		isGiven: (text) => text.includes('true')
	},
	procedure('powersOfAttorney.enterPaper', ['customerService'], {}),
	procedure('powersOfAttorney.endForSomebody', ['customerService'], () => ({ id: randomUUID() })),
	procedure('accessLog.read', residents),
	procedure('staff.queue', staff),
	procedure('staff.see of the report', [...office, 'maintenanceHere'], ({ report }: World) => ({
		kind: 'defectReport',
		id: report
	})),
	procedure('staff.see of the conversation', office, ({ conversation }: World) => ({
		kind: 'conversation',
		id: conversation
	})),

	action('/log-in', 'default', everybody, 'email=nobody%40example.com&password=wrong'),
	action(
		'/forgotten-password/[token]',
		'default',
		everybody,
		'password=x',
		() => '/forgotten-password/nobodys'
	),
	action('/log-in/invitation', 'default', everybody),
	action('/register/account', 'default', everybody),
	action('/register/confirm', 'default', everybody),
	...['totp', 'recovery', 'passkey'].map((name) => action('/log-in/second-factor', name, nobody)),
	...['totp', 'passkey'].map((name) => action('/log-in/second-factor/set-up', name, nobody)),
	page('/contact', everybody),
	page('/forgotten-password', everybody),
	page('/forgotten-password/[token]', everybody, () => '/forgotten-password/nobodys'),
	action('/forgotten-password', 'default', everybody, 'email=somebody%40example.com'),
	{
		...page('/language', everybody),
		method: 'POST',
		type: 'application/x-www-form-urlencoded',
		body: 'locale=sv&back=%2Fhelp'
	},
	page('/log-in', everybody),
	// Only between the two factors.
	page('/log-in/second-factor', nobody),
	page('/log-in/second-factor/set-up', staff),
	page('/log-in/invitation', everybody),
	// This landlord's staff log in here, and its people are identified by no bank.
	page('/log-in/staff', nobody),
	page('/log-in/staff/callback', nobody),
	page('/log-out', everybody),
	page('/register', everybody),
	page('/register/account', everybody),
	page('/register/confirm', everybody),
	page('/register/sent', everybody),
	page('/register/standing', everybody),
	page('/register/user-id', everybody),
	page('/identification/start', nobody),
	page('/identification/failed', everybody),
	page('/identification/keys', nobody),
	page('/identification/callback/[broker]', nobody, () => '/identification/callback/demo'),
	action('/power-of-attorney', 'accept', nobody),
	// Without an invitation in hand it does nothing.
	action('/power-of-attorney', 'decline', everybody),
	page('/power-of-attorney', everybody),
	page('/power-of-attorney/[token]', everybody, () => '/power-of-attorney/nobodys'),
	page('/demo/mailbox', everybody),

	page('/staff', [...office, 'maintenanceHere', 'maintenanceElsewhere']),
	presences('report', [...office, 'maintenanceHere'], ({ report }) => ({ kind: 'defectReport', id: report })),
	presences('conversation', office, ({ conversation }) => ({ kind: 'conversation', id: conversation })),
	// One's own presence, wherever it was.
	{
		what: '/staff/presences that one leaves',
		for: staff,
		method: 'DELETE',
		address: () => '/staff/presences',
		body: ({ report }: World) => ({ id: report })
	},
	page('/staff/defect-reports/[id]', [...office, 'maintenanceHere'], reportPage),
	...['see', 'take', 'changeState', 'planVisit', 'answer', 'note'].map((name) =>
		action('/staff/defect-reports/[id]', name, [...office, 'maintenanceHere'], form, reportPage)
	),
	page('/staff/conversations/[id]', office, conversationPage),
	...['see', 'take', 'answer', 'close', 'note'].map((name) =>
		action('/staff/conversations/[id]', name, office, form, conversationPage)
	),
	page('/staff/powers-of-attorney', ['customerService']),
	...['enter', 'end'].map((name) => action('/staff/powers-of-attorney', name, ['customerService'])),
	page('/staff/security', staff),
	...['totp', 'removeTotp', 'passkey', 'renamePasskey', 'removePasskey', 'recoveryCodes'].map((name) =>
		action('/staff/security', name, staff)
	),
	page('/staff/audit', administrator),
	page('/staff/registers', administrator),
	...['import', 'makeKey', 'revokeKey'].map((name) => action('/staff/registers', name, administrator)),
	page('/staff/registers/[id]', nobody, () => `/staff/registers/${randomUUID()}`),
	page('/staff/registers/[id]/refusals.csv', nobody, () => `/staff/registers/${randomUUID()}/refusals.csv`),
	// For the landlord's system with its key, which no cookie replaces.
	{ ...page('/api/import', nobody), method: 'POST' },
	page('/api/import/[id]', nobody, () => `/api/import/${randomUUID()}`),
	page('/api/register-changes', nobody),
	{ ...page('/api/register-changes/ack', nobody), method: 'POST' },
	page('/staff/users', administrator),
	page('/staff/users/new', administrator),
	page('/staff/users/[id]', administrator, userPage),
	action('/staff/users/new', 'default', administrator),
	...['duties', 'activate', 'reset', 'deactivate'].map((name) =>
		action('/staff/users/[id]', name, administrator, '', userPage)
	),
	// Last: they end sessions.
	procedure('profile.endOtherSessions', residents),
	{ ...action('/log-out', 'default', everybody), isGiven: () => true }
];
