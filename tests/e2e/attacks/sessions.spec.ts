import { randomBytes } from 'node:crypto';
import { demoPassword } from '../../../src/lib/server/demo/logins';
import { expect, test } from '../support/journey';
import type { Portal } from '../support/portal';
import { ownForm, sendRaw, type Answer } from './requests';

const aino = 'aino.virtanen@example.com';
const erik = 'erik.lindqvist@example.com';

test('attack: a session that somebody planted before the log-in is not the one that it opens', async ({
	ownPortal
}) => {
	const portal = await ownPortal();
	const madeUp = `kellari=${letters(40)}`;
	const attackers = cookieOf(await logIn(portal, erik));
	for (const planted of [madeUp, attackers]) {
		const after = cookieOf(await logIn(portal, aino, { cookie: planted }));
		expect(after).not.toBe(planted);
		expect(await whoIs(portal, planted), 'the planted one opens nothing').toBeNull();
		expect(await whoIs(portal, after)).toBe(aino);
	}
	// Two of one name, as a sister site could set the first: neither is made to stay.
	const doubled = cookieOf(await logIn(portal, aino, { cookie: `${madeUp}; ${madeUp}` }));
	expect(await whoIs(portal, madeUp)).toBeNull();
	expect(await whoIs(portal, doubled)).toBe(aino);
});

test('attack: a session that was seen over a shoulder is over with the password given again, and with the log-out', async ({
	ownPortal
}) => {
	const portal = await ownPortal();
	const seen = cookieOf(await logIn(portal, aino));
	const stepUp = await procedure(portal, 'profile.stepUp', seen, { password: demoPassword });
	const rotated = cookieOf(stepUp);
	expect(rotated).not.toBe(seen);
	expect(await whoIs(portal, seen)).toBeNull();
	expect(await whoIs(portal, rotated)).toBe(aino);
	const out = await sendRaw(portal, '/log-out', {
		method: 'POST',
		headers: ownForm(portal, rotated),
		body: ''
	});
	expect(out.status).toBe(303);
	expect(await whoIs(portal, rotated)).toBeNull();
});

test('attack: a link to a new password opens once, and no session from before it goes on', async ({
	ownPortal
}) => {
	const portal = await ownPortal();
	const before = cookieOf(await logIn(portal, aino));
	await submit(portal, '/forgotten-password', { email: aino });
	const link = await mailedPath(portal, '/forgotten-password/');
	const choose = (password: string) => submit(portal, link, { password });
	expect((await choose('Uusi-kellari 1')).status).toBe(200);
	expect((await choose('Toinen-kellari 2')).status).toBe(410);
	expect((await logIn(portal, aino, { password: 'Toinen-kellari 2' })).status).toBe(400);
	expect((await logIn(portal, aino, { password: 'Uusi-kellari 1' })).status).toBe(303);
	expect(await whoIs(portal, before)).toBeNull();
});

test('attack: one who tries every account with one password is stopped, and everybody else comes in', async ({
	ownPortal
}) => {
	test.slow();
	const portal = await ownPortal();
	const accounts = await portal.sql<{ email: string }[]>`
		select email from accounts where person_id is not null and email <> ${aino}`;
	// Many at once, as a program would.
	const spray = Array.from({ length: 130 }, (_, place) => accounts[place % accounts.length]!.email);
	const statuses: number[] = [];
	for (let at = 0; at < spray.length; at += 13)
		statuses.push(
			...(await Promise.all(
				spray
					.slice(at, at + 13)
					.map(async (email) => (await logIn(portal, email, { password: 'Talvi2026!' })).status)
			))
		);
	expect(statuses.filter((status) => status === 303)).toEqual([]);
	expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(20);
	// From that address nobody comes in for a while; from their own, the owner does, at once. The address is that of the
	// connection, and every journey has the same: what was counted of it is taken away instead.
	expect((await logIn(portal, aino)).status).toBe(429);
	await portal.sql`delete from login_failures where failures > 100`;
	const began = performance.now();
	expect((await logIn(portal, aino)).status).toBe(303);
	expect(performance.now() - began).toBeLessThan(5000);
});

test('attack: nobody learns from an answer or from its time who has an account', async ({ ownPortal }) => {
	test.slow();
	const portal = await ownPortal();
	const accounts = await portal.sql<{ email: string }[]>`
		select email from accounts where person_id is not null and ended_at is null order by email limit 12`;
	const known = accounts.map(({ email }) => email);
	const unknown = known.map((email) => `${letters(6)}${email.slice(email.indexOf('@') - 8)}`);
	const staff = 'kalle.korhonen@example.fi';

	const asked: [path: string, fields: (email: string) => Record<string, string>][] = [
		['/log-in', (email) => ({ email, password: 'Talvi2026!' })],
		['/forgotten-password', (email) => ({ email })]
	];
	for (const [path, fields] of asked) {
		const answers = new Set<string>();
		for (const email of [known[0]!, unknown[0]!, staff, 'x@y.z', `"${letters(3)}"@example.com`])
			answers.add(anonymous(await submit(portal, path, fields(email)), email));
		expect(answers.size, `answers of ${path}`).toBe(1);
		await expect
			.poll(() => timesApart(portal, path, fields, known, unknown), { intervals: [0], timeout: 60_000 })
			.toBeLessThan(1.25);
	}
});

/** The slower's median over the faster's, of turns that took place side by side. */
async function timesApart(
	portal: Portal,
	path: string,
	fields: (email: string) => Record<string, string>,
	known: string[],
	unknown: string[]
): Promise<number> {
	const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
	for (const [place, email] of known.entries())
		for (const which of place % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
			await portal.sql`delete from login_failures`;
			const began = performance.now();
			await submit(portal, path, fields(which === 'known' ? email : unknown[place]!));
			times[which].push(performance.now() - began);
		}
	const [a, b] = [median(times.known), median(times.unknown)];
	return Math.max(a, b) / Math.min(a, b);
}

const median = (of: number[]) => of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)]!;

/** An answer without what every answer has of its own: the address that was typed, the nonce of its scripts. */
function anonymous({ status, headers, body }: Answer, email: string): string {
	const escaped = email.replaceAll('"', '&quot;');
	const text = body
		.replaceAll(JSON.stringify(email).slice(1, -1), '…')
		.replaceAll(escaped, '…')
		.replaceAll(email, '…')
		.replace(/nonce="[^"]*"|__sveltekit_\w+/g, '');
	const names = Object.keys(headers).sort().join();
	return `${status} ${names} ${text}`;
}

function submit(portal: Portal, path: string, fields: Record<string, string>, cookie = '') {
	const body = new URLSearchParams(fields).toString();
	return sendRaw(portal, path, { method: 'POST', headers: ownForm(portal, cookie), body });
}

function logIn(portal: Portal, email: string, { cookie = '', password = demoPassword } = {}) {
	return submit(portal, '/log-in', { email, password }, cookie);
}

function procedure(portal: Portal, name: string, cookie: string, input: object) {
	return sendRaw(portal, `/api/trpc/${name}`, {
		method: 'POST',
		headers: { ...ownForm(portal, cookie), 'content-type': 'application/json' },
		body: JSON.stringify(input)
	});
}

/** What the browser is given to keep. */
function cookieOf({ cookies }: Answer): string {
	const given = cookies.find((cookie) => cookie.startsWith('kellari='));
	if (!given) throw new Error(`no session in ${cookies.join()}`);
	return given.split(';')[0]!;
}

/** The user id of whom a cookie opens something for; null for nobody. */
async function whoIs(portal: Portal, cookie: string): Promise<string | null> {
	const answer = await sendRaw(portal, '/api/my-data?as=json', {
		headers: { host: `localhost:${portal.port}`, cookie }
	});
	return answer.status === 200 ? (/"(\S+@example\.com)"/.exec(answer.body)?.[1] ?? '') : null;
}

async function mailedPath(portal: Portal, path: string): Promise<string> {
	let found: string | undefined;
	await expect
		.poll(async () => {
			const [mail] = await portal.sql`
				select text from demo_mails where text like ${`%${path}%`} order by received_at desc limit 1`;
			found = new RegExp(`${path}[\\w-]+`).exec((mail?.text as string | undefined) ?? '')?.[0];
			return found;
		})
		.toBeDefined();
	return found!;
}

function letters(count: number): string {
	return [...randomBytes(count)].map((byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('');
}
