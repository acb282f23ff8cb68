import { home } from '../../scripts/folders';
import { expect, test } from './support/journey';
import { arrive, queueMore, reply } from './support/residents';
import { buildIn, nextVersion } from './support/second-build';

test('O10 I26 a new version takes over when asked, and loses neither the queue nor what is half typed', async ({
	ownPortal,
	phoneTo
}) => {
	test.setTimeout(300_000);
	const text = 'Kirjoitettu vanhalla versiolla.';
	const halfTyped = 'Keittiön hana vuotaa, kun';
	const portal = await ownPortal();
	const phone = await phoneTo(portal);
	await arrive(phone, 'aino');
	const { page } = phone;
	const oldFiles = await entryFiles();
	expect(oldFiles).toHaveLength(2);
	await phone.goOffline();
	await reply(page, text);
	const texts = [text, ...(await queueMore(page, text, 49))];
	await page.getByRole('navigation').getByRole('link', { name: 'Ilmoita' }).click();
	await page.getByRole('radio', { name: 'Asunnossa' }).check();
	await page.getByRole('radio', { name: 'Keittiö' }).check();
	await page.getByRole('button', { name: 'Jatka' }).click();
	await page.getByRole('radio', { name: 'Ei mikään näistä' }).check();
	await page.getByRole('radio', { name: 'Vesi ja viemäri' }).check();
	await page.getByRole('button', { name: 'Jatka' }).click();
	await page.getByLabel('Mitä on tapahtunut?').fill(halfTyped);
	await expect(page.getByText('Tallennettu tähän laitteeseen')).toBeVisible();

	await test.step('the landlord deploys the next version', async () => {
		await buildIn(home, portal.dataFolder);
		const next = await nextVersion();
		await buildIn(next, portal.dataFolder);
		await portal.killWeb();
		await portal.startWeb(next);
	});

	await test.step('the phone is back online and goes on as it was', async () => {
		phone.network.use({});
		await phone.goOnline();
		// The person looks away and comes back, which is when the app asks for a new version.
		const elsewhere = await phone.context.newPage();
		await elsewhere.bringToFront();
		await phone.page.bringToFront();
		await phone.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
		await expect(page.getByRole('status', { name: 'Yhteyden tila' })).toContainText('Uusi versio', {
			timeout: 60_000
		});
		await expect(page.getByLabel('Mitä on tapahtunut?')).toHaveValue(halfTyped);
		expect(await entryFiles()).toEqual(oldFiles);
		await elsewhere.close();
	});

	await test.step('the person takes it', async () => {
		const reloaded = page.waitForEvent('load');
		await page.getByRole('button', { name: 'Ota käyttöön' }).click();
		await reloaded;
		await expect(page.getByLabel('Mitä on tapahtunut?')).toHaveValue(halfTyped);
		const newFiles = await entryFiles();
		expect(newFiles).toHaveLength(2);
		for (const file of newFiles) expect(oldFiles).not.toContain(file);
		await expect
			.poll(async () => (await portal.sql`select text from messages where text like ${`${text}%`}`).length)
			.toBe(50);
		const arrived = await portal.sql`select text from messages where text like ${`${text}%`}`;
		expect(arrived.map((row) => row.text).sort()).toEqual(texts.sort());
	});

	await test.step('a page of the old version still gets its files', async () => {
		for (const file of oldFiles)
			expect((await fetch(file.replace(/^.*\/_app/, `${portal.origin}/_app`))).status).toBe(200);
	});

	/** The two files by which the app of this page began. */
	function entryFiles(): Promise<string[]> {
		return page.evaluate(() => {
			const asked = performance.getEntriesByType('resource').map(({ name }) => name);
			return [...new Set(asked.filter((name) => name.includes('/entry/')))].sort();
		});
	}
});
