import { lines } from '../support/network-proxy';
import { expect, test } from './support/journey';
import { OwnPostgres, Portal } from './support/portal';
import { arrive, queueMore, reply } from './support/residents';

test('O5 I11 I12 I15 nothing is lost or doubled when server, database and browser are killed while sending', async ({
	phoneTo
}) => {
	test.setTimeout(180_000);
	const postgres = new OwnPostgres();
	const portal = await Portal.openOn(postgres);
	const phone = await phoneTo(portal);
	try {
		await arrive(phone, 'aino');
		// Browsers write cookies to the disk now and then: a killed one would ask to log in again.
		await phone.close();
		await phone.open('/');
		const written: string[] = [];

		await test.step('the web process', async () => {
			await writeOffline('Palvelin kaatuu.');
			await whileSending(async () => {
				await portal.killWeb();
				await portal.startWeb();
			});
			await everythingArrives();
		});

		await test.step('Postgres', async () => {
			await writeOffline('Tietokanta kaatuu.');
			await whileSending(async () => {
				postgres.kill();
				await postgres.start();
			});
			await everythingArrives();
		});

		await test.step('the browser', async () => {
			await writeOffline('Selain kaatuu.');
			await whileSending(async () => {
				await phone.kill();
				await phone.open('/waiting');
			});
			await everythingArrives();
		});

		async function writeOffline(text: string) {
			await phone.goOffline();
			await reply(phone.page, text);
			written.push(text, ...(await queueMore(phone.page, text, 19)));
			await phone.goto('/waiting');
			await expect(
				phone.page.getByRole('navigation').getByRole('link', { name: /20 odottaa/ })
			).toBeVisible();
		}

		/** Strikes when part of what waits is on the line, at another moment of the exchange in each round. */
		async function whileSending(strike: () => Promise<void>) {
			phone.network.carried.up = 0;
			phone.network.use(lines.thread);
			await phone.goOnline();
			await expect.poll(() => phone.network.carried.up, { intervals: [20] }).toBeGreaterThan(2000);
			await strike();
			phone.network.use(lines.clean);
		}

		async function everythingArrives() {
			await expect(phone.page.getByText('Kaikki on lähetetty.')).toBeVisible({ timeout: 60_000 });
			const arrived = await portal.sql`select text from messages where text like '%kaatuu.%'`;
			expect(arrived.map(({ text }) => text).sort()).toEqual([...written].sort());
		}
	} finally {
		await portal.close();
		await postgres.close();
	}
});

test('I11 what is queued is there after a SIGKILL in the moment that the page says so', async ({ phone }) => {
	const text = 'Tallessa, sanoi sivu.';
	await arrive(phone, 'aino');
	await phone.goOffline();
	await reply(phone.page, text);
	await phone.kill();
	await phone.open('/waiting');
	await expect(phone.page.getByText(text)).toBeVisible();
});
