import { expect, test } from './support/journey';
import { arrive, queueMore, reply } from './support/residents';

test('O5 I12 I28 two tabs and a worker without a lock between them send everything once', async ({
	phone,
	portal
}) => {
	const text = 'Kaksi välilehteä, yksi viesti.';
	await phone.context.addInitScript(() => {
		const grant = (_name: string, ...rest: unknown[]) =>
			Promise.resolve((rest.at(-1) as (lock: object) => unknown)({}));
		if (isSecureContext) Object.defineProperty(LockManager.prototype, 'request', { value: grant });
	});
	await arrive(phone, 'aino');
	await phone.goOffline();
	await reply(phone.page, text);
	const texts = [text, ...(await queueMore(phone.page, text, 11))];
	const other = await phone.context.newPage();
	await other.goto(`${portal.origin}/waiting`);
	await phone.goto('/waiting');
	for (const page of [phone.page, other])
		await expect(page.getByRole('navigation').getByRole('link', { name: /12 odottaa/ })).toBeVisible();

	phone.network.use({ bandwidth: 200_000, roundTrip: 200, breaksEvery: 1500 });
	await phone.goOnline();
	for (const page of [phone.page, other])
		await expect(page.getByText('Kaikki on lähetetty.')).toBeVisible({ timeout: 30_000 });
	const arrived = await portal.sql`select text from messages where text like ${`${text}%`}`;
	expect(arrived.map((row) => row.text).sort()).toEqual(texts.sort());
});

test('O9 X6 a full storage is said plainly, and the form keeps what was typed', async ({ phone, portal }) => {
	const text = 'Tämä ei mahdu puhelimeen.';
	await arrive(phone, 'aino');
	await phone.goOffline();
	await phone.close();
	// The browser asks only now and then how much room there is: before it has asked, there is none.
	await phone.open();
	const { page } = phone;
	const session = await phone.context.newCDPSession(page);
	await session.send('Storage.overrideQuotaForOrigin', { origin: portal.origin, quotaSize: 1 });
	await phone.goto('/conversations');
	await page.getByRole('link', { name: /Pihan penkit/ }).click();
	await page.getByLabel('Vastauksesi').fill(text);
	await page.getByRole('button', { name: 'Lähetä' }).click();
	const strip = page.getByRole('status', { name: 'Yhteyden tila' });
	await expect(strip).toContainText('Laitteen muisti on täynnä');
	await expect(strip).not.toContainText('kaikki tallentuu');
	await expect(strip.getByRole('link', { name: 'Vapauta tilaa' })).toHaveAttribute('href', '/more/storage');
	await expect(page.getByText('Tallennus tähän laitteeseen ei onnistunut')).toBeVisible();
	await expect(page.getByLabel('Vastauksesi')).toHaveValue(text);

	await session.send('Storage.overrideQuotaForOrigin', { origin: portal.origin });
	await page.getByRole('button', { name: 'Lähetä' }).click();
	await expect(page.getByLabel('Vastauksesi')).toHaveValue('');
	phone.network.use({});
	await phone.goOnline();
	await expect
		.poll(async () => (await portal.sql`select 1 from messages where text = ${text}`).length)
		.toBe(1);
});
