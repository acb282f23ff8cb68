import { readFileSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, logIn, test } from './support/journey';
import type { Portal } from './support/portal';

const folder = new URL('../../docs/registers/example/', import.meta.url);
const example = (name: string) => readFileSync(new URL(name, folder));
const examples = readdirSync(folder).map((name) => ({ name, mimeType: 'text/csv', buffer: example(name) }));
const administrator = 'olli.laine@example.fi';

/** Three rows that can't be, and one that is a formula to a spreadsheet. */
const wrong = [
	'externalId;hetu;familyName;givenNames;email;language',
	'X-1;;Mäkelä;Satu;not an address;fi',
	'X-2;999999-9999;Öhman;Göran;;sv',
	'=1+1;;Öhman;Göran;;de',
	''
].join('\r\n');

test('T6 T9 the landlord’s program sends registers by HTTP and fetches what was changed here, with a key alone', async ({
	ownPortal
}) => {
	const portal = await ownPortal();
	const key = await giveKey(portal);
	const program = (path: string, init: RequestInit = {}) => ask(portal, path, key, init);
	const send = (query: string, body: string | Buffer, type = 'text/csv') =>
		program(`/api/import?${query}`, {
			method: 'POST',
			body: new Uint8Array(Buffer.from(body)),
			headers: { 'content-type': type }
		});

	await test.step('without the right key nothing is told and nothing is taken', async () => {
		const [id, secret] = key.split('.').slice(1);
		const none = [
			undefined,
			'',
			'kellari',
			`kellari.${id}.${'A'.repeat(43)}`,
			`kellari.${id}.${secret}x`,
			secret
		];
		for (const wrongKey of none)
			for (const [path, method] of [
				['/api/import?register=people', 'POST'],
				['/api/import/6f9619ff-8b86-4011-b42d-00c04fc964ff', 'GET'],
				['/api/register-changes', 'GET'],
				['/api/register-changes/ack', 'POST']
			] as const) {
				const answer = await ask(portal, path, wrongKey, {
					method,
					...(method === 'POST' && { body: 'externalId\n', headers: { 'content-type': 'text/csv' } })
				});
				expect([answer.status, answer.body], `${path} ${wrongKey}`).toEqual([401, { error: 'unauthorized' }]);
			}
		expect(await portal.sql`select from imports where asked_by = 'key'`).toHaveLength(0);
	});

	await test.step('a dry run says what would be, and changes nothing', async () => {
		const answer = await send('register=people&dryRun=1', example('people.csv'));
		expect(answer).toMatchObject({
			status: 200,
			body: { state: 'checked', dryRun: true, counts: { people: { read: 4, added: 4 } } }
		});
		expect(await portal.sql`select from people where external_id = 'H-1'`).toHaveLength(0);
	});

	await test.step('Windows-1252 with semicolons is taken in, and the same file twice changes nothing', async () => {
		const file = Buffer.from(example('people.csv').toString('utf8'), 'latin1');
		expect((await send('register=people', file)).body).toMatchObject({
			state: 'done',
			counts: { people: { added: 4, refused: 0 } }
		});
		const [row] = await portal.sql`select family_name, given_names from people where external_id = 'H-4'`;
		expect(row).toEqual({ family_name: 'Öhman', given_names: 'Göran' });
		const people = () =>
			portal.sql`select xmin::text, * from people where external_id is not null order by id`;
		const before = await people();
		expect((await send('register=people', file)).body).toMatchObject({
			state: 'done',
			counts: { people: { read: 4, added: 0, changed: 0 } }
		});
		expect(await people()).toEqual(before);
	});

	await test.step('several registers come as one JSON', async () => {
		const json = readFileSync(new URL('../../docs/registers/example.json', import.meta.url));
		const { status, body } = await send('', json, 'application/json');
		expect(status).toBe(200);
		expect(body).toMatchObject({
			state: 'done',
			counts: { buildings: { refused: 0 }, people: { changed: 0, refused: 0 } }
		});
	});

	await test.step('refused rows are told of with line, field and reason, without anybody’s identity code', async () => {
		const { status, body } = await send('register=people&acceptManyRefused=1', wrong);
		expect(status).toBe(200);
		expect(body.refusals).toEqual([
			expect.objectContaining({
				register: 'people',
				file: 'people.csv',
				line: 2,
				key: 'X-1',
				field: 'email',
				reason: 'notAnEmail'
			}),
			expect.objectContaining({ line: 3, key: 'X-2', field: 'hetu', reason: 'notAHetu' }),
			expect.objectContaining({ line: 4, key: '=1+1', field: 'language', reason: 'notAChoice' })
		]);
		expect(JSON.stringify(body)).not.toContain('999999');
		const again = await program(`/api/import/${body.id as string}?from=1`);
		expect(again.body.refusals).toHaveLength(2);
	});

	await test.step('what can’t be a register is refused whole', async () => {
		const refused = [
			[await send('register=people', 'x', 'text/html'), 400],
			[await send('register=nobody', 'x'), 400],
			[await send('', 'x'), 400],
			[await send('register=people&full=people', 'x'), 400],
			[await send('register=people', Buffer.from([0xff, 0xfe, 0x00])), 422],
			[await send('register=people', 'surname;given\nx;y\n'), 422],
			[await send('register=people', '{', 'application/json'), 422],
			[await send('register=people', ''), 400]
		] as const;
		for (const [{ status, body }, wanted] of refused) expect(status, JSON.stringify(body)).toBe(wanted);
		const huge = { authorization: `Bearer ${key}`, 'content-type': 'text/csv' };
		expect(await statusOf(portal, { ...huge, 'content-length': String(2 ** 31) })).toBe(413);
	});

	await test.step('what residents change is told in order, again and again, until it is acknowledged', async () => {
		await program('/api/register-changes/ack', json({ upTo: 0 }));
		const start = (await program('/api/register-changes?limit=1000')).body.last as number;
		await portal.sql`
			update profiles set phone = '050 987 6543'
			where id = (select person_id from accounts where email = 'aino.virtanen@example.com')`;
		const feed = () => program(`/api/register-changes?after=${start}`);
		const { body } = await feed();
		expect(body.changes).toEqual([
			expect.objectContaining({
				register: 'people',
				change: 'changed',
				fields: expect.objectContaining({ phone: '050 987 6543' })
			})
		]);
		expect((await feed()).body).toEqual(body);
		expect((await program('/api/register-changes/ack', json({ upTo: body.last }))).body).toEqual({
			acknowledged: body.last
		});
		for (const nonsense of [{ upTo: 'x' }, { upTo: -1 }, { upTo: 0.5 }, {}, null])
			expect((await program('/api/register-changes/ack', json(nonsense))).status).toBe(400);
		for (const query of ['after=x', 'after=-1', 'limit=0', 'limit=1e9999'])
			expect((await program(`/api/register-changes?${query}`)).status, query).toBe(400);
	});

	await test.step('a key that is revoked opens nothing any more', async () => {
		await portal.sql`update api_keys set revoked_at = now()`;
		expect((await program('/api/register-changes')).status).toBe(401);
		expect((await send('register=people', example('people.csv'))).status).toBe(401);
	});
});

test('T6 an administrator checks registers, reads what is refused and takes them in, by keyboard, at any width', async ({
	ownPortal,
	officeOf
}) => {
	test.setTimeout(180_000);
	const portal = await ownPortal();
	const page = await officeOf(portal);
	await logIn(page, administrator);
	await expect(page).toHaveURL(/\/staff/);
	await speak(page, 'fi');
	await page.getByRole('link', { name: 'Rekisterit' }).click();

	await test.step('nothing chosen, and nothing that is a register', async () => {
		await page.getByRole('button', { name: 'Tuo', exact: true }).press('Enter');
		await expect(page.getByRole('alert')).toContainText('Valitse ainakin yksi tiedosto.');
		await choose(page, [{ name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('hei') }]);
		await page.keyboard.press('Enter');
		await expect(page.getByRole('alert')).toContainText('letter.txt');
		await look(page);
	});

	await test.step('what is wrong is told row by row, and nothing was changed', async () => {
		await choose(page, [{ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(wrong, 'latin1') }]);
		await page.keyboard.press('Enter');
		await expect(page.getByRole('status')).toContainText('Tarkistettu, mitään ei muutettu');
		const refused = page.getByRole('row').filter({ hasText: 'X-2' });
		await expect(refused).toContainText('Henkilötunnus on virheellinen.');
		await look(page);
		for (const [locale, words] of [
			['sv', 'Personbeteckningen'],
			['en', 'identity code']
		] as const) {
			await speak(page, locale);
			await expect(page.getByRole('row').filter({ hasText: 'X-2' })).toContainText(words);
			await look(page, [360]);
		}
		await speak(page, 'fi');
		const csv = page.getByRole('link', { name: 'Kaikki CSV-tiedostona' });
		await csv.focus();
		const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
		const text = readFileSync(await download.path(), 'utf8');
		expect(text).toMatch(/^\ufeffregister;file;line;externalId;field;reason\r\n/);
		expect(text).toContain('people;people.csv;3;X-2;hetu;');
		// A spreadsheet takes neither for a formula.
		expect(text).toContain(`'=1+1`);
		expect(text).not.toMatch(/(^|[;"])=1\+1/m);
		expect(await portal.sql`select from people where external_id in ('X-1', 'X-2', '=1+1')`).toHaveLength(0);
	});

	await test.step('then the right ones are taken in', async () => {
		await page.getByRole('link', { name: 'Rekisterit' }).first().click();
		await page.getByLabel('Tarkista ensin, älä muuta mitään').focus();
		await page.keyboard.press('Space');
		await choose(page, examples);
		await page.keyboard.press('Enter');
		await expect(page.getByRole('status')).toContainText('Valmis');
		await expect(page.getByRole('row', { name: /^Henkilöt/ })).toContainText('4');
		expect(await portal.sql`select from people where external_id = 'H-1'`).toHaveLength(1);
		await look(page);
	});

	await test.step('a key is made, shown once, and revoked', async () => {
		await page.getByRole('link', { name: 'Rekisterit' }).first().click();
		await page.getByLabel('Mihin avain tulee').focus();
		await page.keyboard.type('Vuokrajärjestelmä');
		await page.keyboard.press('Enter');
		const key = await page.getByRole('status').locator('code').innerText();
		expect((await ask(portal, '/api/register-changes', key)).status).toBe(200);
		await look(page);
		await page.reload();
		await expect(page.getByText(key)).toHaveCount(0);
		await page.getByRole('button', { name: 'Poista käytöstä: Vuokrajärjestelmä' }).press('Enter');
		await expect(page.getByText('Vuokrajärjestelmä')).toHaveCount(0);
		expect((await ask(portal, '/api/register-changes', key)).status).toBe(401);
	});
});

/** By keyboard: the file is chosen in the system's own window, and the button comes by the tab key. */
async function choose(page: Page, files: { name: string; mimeType: string; buffer: Buffer }[]) {
	await page.getByLabel('Tiedostot').setInputFiles(files);
	await page.getByLabel('Tiedostot').focus();
	const submit = page.getByRole('button', { name: 'Tuo', exact: true });
	for (let stops = 0; stops < 6; stops++) {
		await page.keyboard.press('Tab');
		if (await submit.evaluate((button) => button === document.activeElement)) return;
	}
	throw new Error('the button is not reached by the tab key');
}

/** Narrow and wide, without anything that axe objects to or that hangs over the edge. */
async function look(page: Page, widths = [360, 1280]) {
	for (const width of widths) {
		await page.setViewportSize({ width, height: 800 });
		await expectAccessible(page);
		const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(over, `beyond the edge at ${width}`).toBeLessThanOrEqual(0);
	}
}

async function speak(page: Page, locale: 'fi' | 'sv' | 'en') {
	await page.context().addCookies([{ name: 'locale', value: locale, url: page.url() }]);
	await page.reload();
}

/** As the command makes one. */
async function giveKey(portal: Portal): Promise<string> {
	const { makeApiKey } = await import('../../src/lib/server/auth/api-keys');
	return (await makeApiKey(portal.sql as never, { name: 'vuokrajärjestelmä' })).key;
}

const json = (body: unknown): RequestInit => ({
	method: 'POST',
	body: JSON.stringify(body),
	headers: { 'content-type': 'application/json' }
});

async function ask(portal: Portal, path: string, key: string | undefined, init: RequestInit = {}) {
	const headers = {
		...(init.headers as object),
		...(key !== undefined && { authorization: `Bearer ${key}` })
	};
	const response = await fetch(portal.origin + path, { ...init, headers });
	const text = await response.text();
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- reports are JSON of several shapes
	return { status: response.status, body: (text.startsWith('{') ? JSON.parse(text) : text) as any };
}

/** Only says that so much comes. */
function statusOf(portal: Portal, headers: Record<string, string>): Promise<number> {
	return new Promise((resolve, reject) => {
		const { port } = portal;
		const path = '/api/import?register=people';
		const asked = request({ port, host: '127.0.0.1', method: 'POST', path, headers }, (response) => {
			resolve(response.statusCode ?? 0);
			asked.destroy();
		});
		asked.once('error', reject);
		asked.flushHeaders();
	});
}
