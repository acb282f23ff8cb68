import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findSealingKeys } from '../../../scripts/sealing-keys';
import { parseSealingKeys, sealingFrom } from '../../../src/lib/server/sealing';
import { expect, test } from '../support/journey';
import type { Device } from '../support/device';
import type { Portal } from '../support/portal';
import { ownForm, sendRaw } from './requests';

const password = 'Kanarialintu-häkissä 7';
const iban = 'FI2112345600000785';
const written = 'kanarialintu-lauloi-keittiössä';
const email = 'raija.kanarialintu@example.com';

test('attack: neither the log nor the browser keeps an identity code, an account number, a password or a token', async ({
	ownPortal,
	phoneTo
}) => {
	test.slow();
	const folder = mkdtempSync(join(tmpdir(), 'kellari-log-'));
	const logFile = join(folder, 'log');
	const portal = await ownPortal({ bank: true, logFile });
	const phone = await phoneTo(portal);
	const { page } = phone;
	const canaries: Record<string, string> = { password, iban, hetu: await hetuOf(portal, 'raija-koskinen') };

	await test.step('she registers by her bank and follows the link', async () => {
		await phone.goto('/register');
		await page.getByRole('link', { name: 'Identify yourself and register', exact: true }).click();
		await page.getByRole('button', { name: 'Koskinen Raija' }).first().click();
		await page.getByLabel('E-mail').fill(email);
		await page.getByLabel('Password').fill(password);
		await page.getByRole('button', { name: 'Register', exact: true }).click();
		const link = await linkMailedTo(portal, email);
		canaries.link = link.searchParams.get('token')!;
		await page.goto(link.href);
		await page.getByLabel('Password').fill(password);
		await page.getByRole('button', { name: 'Confirm and log in' }).click();
		await expect(page.getByRole('heading', { name: /Raija/ })).toBeVisible({ timeout: 30_000 });
		await phone.isReadyForOffline();
	});

	await test.step('she gives an account number and writes, and then everything goes wrong', async () => {
		const [account] = await portal.sql`select person_id from accounts where email = ${email}`;
		const principalId = account!.person_id as string;
		expect(await procedure(phone, 'profile.stepUp', { password })).toBe(200);
		expect(await procedure(phone, 'profile.setBankAccount', { principalId, iban })).toBe(200);
		await phone.goto('/profile/bank-account');
		await expect(page.getByRole('main')).toContainText('85');
		await phone.goto('/conversations/new');
		await portal.sql`alter table bank_accounts rename to away`;
		expect(await procedure(phone, 'profile.setBankAccount', { principalId, iban })).toBe(500);
		await portal.sql`alter table away rename to bank_accounts`;
		const [session] = (await phone.context.cookies()).filter(({ name }) => name === 'kellari');
		canaries.session = session!.value;
		await portal.sql`alter table login_failures rename to away`;
		const wrong = [
			{ email, password },
			{ email: password, password: iban },
			{ email: written, password: canaries.hetu! }
		];
		for (const fields of wrong) {
			const body = new URLSearchParams(fields).toString();
			const headers = ownForm(portal, `kellari=${canaries.session}`);
			expect((await sendRaw(portal, '/log-in', { method: 'POST', headers, body })).status).toBe(500);
		}
		await portal.sql`alter table away rename to login_failures`;
		const odd = `/forgotten-password/${canaries.link}?hetu=${canaries.hetu}&text=${encodeURIComponent(written)}`;
		for (const path of [odd, `/${written}`, `/api/trpc/x?input=${iban}`, `/%ff${iban}`])
			await sendRaw(portal, path, {
				headers: { host: `localhost:${portal.port}`, referer: written, 'user-agent': iban }
			});
	});

	const kept = await page.evaluate(everythingKept);
	expect(kept.indexedDB, 'what the device does keep').toContain('Raija');
	expect(kept.caches.length).toBeGreaterThan(100_000);
	await phone.close();
	const log = readFileSync(logFile, 'utf8');
	expect(log, 'the failures are in the log').toMatch(/"level":50.*unexpected error/);
	const files = filesOf(phone.profile).map((path) => ({ path, text: readFileSync(path, 'latin1') }));
	expect(files.filter(({ path }) => isOfPages.test(path)).length).toBeGreaterThan(10);
	rmSync(folder, { recursive: true });

	const found: string[] = [];
	for (const [what, canary] of Object.entries({ ...canaries, email, written }))
		for (const way of new Set([canary, encodeURIComponent(canary), canary.toLowerCase()])) {
			const latin = Buffer.from(way, 'utf8').toString('latin1');
			if (log.includes(way)) found.push(`${what} in the log`);
			if (kept.caches.includes(way)) found.push(`${what} in Cache Storage`);
			// Its own address a resident sees; the rest is nobody's to find on the phone.
			if (['email', 'written'].includes(what)) continue;
			if (kept.indexedDB.includes(way)) found.push(`${what} in IndexedDB`);
			if (kept.storage.includes(way)) found.push(`${what} in the page’s storage`);
			// The browser itself has the cookie, and the addresses that it went by.
			const itsOwn = ['session', 'link'].includes(what);
			for (const { path, text } of files)
				if ((!itsOwn || isOfPages.test(path)) && text.includes(latin))
					found.push(`${what} in ${path.slice(phone.profile.length)}`);
		}
	expect(found).toEqual([]);
});

/** All that a page can keep, as text. */
async function everythingKept() {
	const request = <T>(made: IDBRequest<T>) =>
		new Promise<T>((resolve, reject) => {
			made.onsuccess = () => resolve(made.result);
			made.onerror = () => reject(made.error);
		});
	const rows: string[] = [];
	for (const { name } of await indexedDB.databases()) {
		const db = await request(indexedDB.open(name ?? ''));
		for (const store of db.objectStoreNames)
			rows.push(JSON.stringify(await request(db.transaction(store).objectStore(store).getAll())));
		db.close();
	}
	const texts: string[] = [];
	for (const key of await caches.keys()) {
		const cache = await caches.open(key);
		for (const each of await cache.keys())
			texts.push(each.url, (await (await cache.match(each))?.text()) ?? '');
	}
	return {
		indexedDB: rows.join('\n'),
		caches: texts.join('\n'),
		storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }])
	};
}

/** Where a browser keeps what pages and their answers give it to keep. */
const isOfPages =
	/\/Default\/(Cache|Code Cache|Service Worker|IndexedDB|Local Storage|Session Storage|File System|WebStorage|blob_storage)\//;

function filesOf(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((each) => each.isFile())
		.map((each) => join(each.parentPath, each.name));
}

/** By the app's own way to the portal, from the page that is open. */
function procedure({ page }: Device, name: string, input: object): Promise<number> {
	return page.evaluate(
		async ([address, body]) =>
			(await fetch(address!, { method: 'POST', body, headers: { 'content-type': 'application/json' } }))
				.status,
		[`/api/trpc/${name}`, JSON.stringify(input)]
	);
}

async function hetuOf(portal: Portal, externalId: string): Promise<string> {
	const [person] = await portal.sql`select hetu_sealed from people where external_id = ${externalId}`;
	const keys = findSealingKeys({ embedded: true, dataFolder: portal.dataFolder });
	return sealingFrom(parseSealingKeys(keys)).unseal(person!.hetu_sealed as Uint8Array, 'hetu');
}

async function linkMailedTo(portal: Portal, recipient: string): Promise<URL> {
	let found: string | undefined;
	await expect
		.poll(async () => {
			const [mail] = await portal.sql`select text from demo_mails where recipient = ${recipient}`;
			return (found = /https?:\S+\/register\/confirm\S+/.exec((mail?.text as string) ?? '')?.[0]);
		})
		.toBeDefined();
	return new URL(found!);
}
