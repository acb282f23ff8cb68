import { expect, expectAccessible, logIn, test } from './support/journey';
import { arrive, queueMore, reply, wasShown, watchFor } from './support/residents';

const state = { name: 'Yhteyden tila' };

test('O8 I17 what Aino left waiting is neither shown nor sent while Erik is here, and goes when she is back', async ({
	phone,
	portal
}) => {
	const text = 'Aino lähettää tämän itse.';
	await arrive(phone, 'aino');
	await phone.goOffline();
	await reply(phone.page, text);
	await endSessions('aino', 'expired');

	await test.step('Erik logs in on the same phone', async () => {
		await watchFor(phone, 'Hei, Aino');
		phone.network.use({});
		await phone.goOnline();
		await arrive(phone, 'erik', 'fi');
		await phone.page
			.getByRole('navigation')
			.getByRole('link', { name: /^Meddelanden/ })
			.click();
		await expect(phone.page.getByRole('heading', { name: 'Meddelanden', level: 1 })).toBeVisible();
		await expect(phone.page.getByText('Pihan penkit')).toBeHidden();
		await phone.goto('/waiting');
		await expect(phone.page.getByText('Allt är skickat.')).toBeVisible();
		expect(await wasShown(phone), 'what was on the screen, however briefly').toBeNull();
		expect(await senders(text)).toEqual([]);
	});

	await test.step('Aino logs in again', async () => {
		await phone.context.clearCookies();
		await arrive(phone, 'aino');
		await expect.poll(() => senders(text)).toEqual(['Aino Virtanen']);
	});

	async function senders(message: string): Promise<string[]> {
		const rows = await portal.sql`select author_name from messages where text = ${message}`;
		return rows.map(({ author_name }) => author_name);
	}

	async function endSessions(who: string, how: 'expired') {
		await portal.sql`
			update sessions set expires_at = now() - interval '1 minute' from accounts
			where accounts.id = sessions.account_id and accounts.email like ${`${who}.%`} and ${how} = 'expired'`;
	}
});

test('O12 an expired session hides nothing that is stored and says what waits for it', async ({
	phone,
	portal
}) => {
	const text = 'Tämä odottaa kirjautumista.';
	await arrive(phone, 'aino');
	await phone.goOffline();
	await reply(phone.page, text);
	await portal.sql`
		update sessions set expires_at = now() - interval '1 minute' from accounts
		where accounts.id = sessions.account_id and accounts.email = 'aino.virtanen@example.com'`;
	phone.network.use({});
	await phone.goOnline();
	await expect(phone.page.getByRole('status', state)).toContainText('Kirjaudu sisään, niin 1 odottava');
	await expectAccessible(phone.page);
	await phone.goto('/rescue-plan');
	await expect(phone.page.getByRole('heading', { name: 'Vesivuoto' })).toBeVisible();
	expect(await portal.sql`select 1 from messages where text = ${text}`).toHaveLength(0);

	await phone.page.getByRole('status', state).getByRole('link', { name: 'Kirjaudu sisään' }).click();
	await logIn(phone.page, 'aino.virtanen@example.com', { at: portal.origin, language: 'fi' });
	await expect(phone.page.getByRole('heading', { name: 'Hei, Aino' })).toBeVisible();
	await expect
		.poll(async () => (await portal.sql`select 1 from messages where text = ${text}`).length)
		.toBe(1);
});

test('A14 I2 ending a session from elsewhere clears the device, and seals what waits for the same person', async ({
	phone,
	portal
}) => {
	const text = 'Tämä jää puhelimeen sinetöitynä.';
	await arrive(phone, 'aino');
	await phone.goOffline();
	await reply(phone.page, text);
	await portal.sql`
		update sessions set ended_at = now(), end_reason = 'revoked' from accounts
		where accounts.id = sessions.account_id and accounts.email = 'aino.virtanen@example.com' and sessions.ended_at is null`;
	phone.network.use({});
	await phone.goOnline();
	await expect(phone.page.getByRole('heading', { name: 'Tervetuloa asukassivuille' })).toBeVisible();
	await expectAccessible(phone.page);
	expect(await storedRows()).toBe(0);
	expect(await portal.sql`select 1 from messages where text = ${text}`).toHaveLength(0);

	await phone.goOffline();
	await phone.goto('/conversations');
	await expect(phone.page.getByRole('heading', { name: 'Tervetuloa asukassivuille' })).toBeVisible();
	phone.network.use({});
	await phone.goOnline();
	await arrive(phone, 'aino', 'fi');
	await expect
		.poll(async () => (await portal.sql`select 1 from messages where text = ${text}`).length)
		.toBe(1);

	function storedRows(): Promise<number> {
		return phone.page.evaluate(async () => {
			let rows = 0;
			for (const { name = '' } of await indexedDB.databases()) {
				const db = await new Promise<IDBDatabase>((done) => {
					const opening = indexedDB.open(name);
					opening.onsuccess = () => done(opening.result);
				});
				for (const store of ['rows', 'pictures'].filter((each) => db.objectStoreNames.contains(each))) {
					const counting = db.transaction(store).objectStore(store).count();
					rows += await new Promise<number>((done) => (counting.onsuccess = () => done(counting.result)));
				}
				db.close();
			}
			return rows;
		});
	}
});

test('O9 O12 B3 I27 logging out tells what would be lost, and leaves nothing of the person on the device', async ({
	phone
}) => {
	await arrive(phone, 'aino');
	await phone.goOffline();
	await reply(phone.page, 'Tämä menetetään.');
	await queueMore(phone.page, 'Tämä menetetään.', 1);
	await phone.goto('/more');
	await phone.page.getByRole('button', { name: 'Kirjaudu ulos' }).click();
	const dialog = phone.page.getByRole('dialog', { name: 'Kirjaudutko ulos?' });
	await expect(dialog).toContainText('2 lähetystä odottaa yhä');
	await expectAccessible(phone.page);
	await dialog.getByRole('button', { name: 'Kirjaudu ulos ja poista' }).click();
	await phone.page.waitForURL(`${phone.portal.origin}/`);
	await expect(phone.page.getByRole('heading', { name: 'Tervetuloa asukassivuille' })).toBeVisible();

	const left = await phone.page.evaluate(async () => {
		const paths = [];
		for (const key of await caches.keys())
			for (const { url } of await (await caches.open(key)).keys()) paths.push(new URL(url).pathname);
		const databases = (await indexedDB.databases()).map(({ name }) => name);
		return { databases, paths, local: Object.keys(localStorage), session: Object.keys(sessionStorage) };
	});
	expect(left.databases).toEqual(['kellari-device']);
	expect(left.local).toEqual([]);
	expect(left.session.filter((key) => !key.startsWith('sveltekit:'))).toEqual([]);
	expect(left.paths.filter((path) => !/^\/(_app\/|app-shell$|icon|manifest)/.test(path))).toEqual([]);

	await phone.close();
	await phone.open('/emergency');
	await expect(phone.page.getByRole('link', { name: '112' })).toHaveAttribute('href', 'tel:112');
	await expect(phone.page.getByText('Pihkarinne')).toBeHidden();

	phone.network.use({});
	await phone.goOnline();
	await phone.goto('/');
	await expect(phone.page.getByRole('heading', { name: 'Tervetuloa asukassivuille' })).toBeVisible();
	await expect
		.poll(async () =>
			(await phone.context.cookies()).map(({ name }) => name).filter((name) => name !== 'locale')
		)
		.toEqual([]);
});
