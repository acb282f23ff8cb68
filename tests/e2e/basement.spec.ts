import { lines } from '../support/network-proxy';
import { expect, expectAccessible, logIn, test } from './support/journey';
import { photo } from './support/photos';

const description = 'Det droppar under diskbänken och golvet är blött.';
const reply = 'Tack! Den nya bänken passar bra vid sandlådan.';

test('B2 B3 D1 D2 D4 M2 M5 O2 O3 O4 O5 O7 I11 I23 what Aino does in the basement arrives exactly once, text first', async ({
	ownPortal,
	phoneTo,
	officeOf
}) => {
	test.slow();
	// Her choice of language would be everybody's.
	const portal = await ownPortal();
	const [phone, office] = [await phoneTo(portal), await officeOf(portal)];
	await logIn(phone.page, 'aino.virtanen@example.com', { at: portal.origin });
	await expect(phone.page.getByRole('heading', { name: 'Hei, Aino' })).toBeVisible();
	await phone.isReadyForOffline();
	await expectAccessible(phone.page);

	await test.step('with no network, the app is opened from a link', async () => {
		await phone.goOffline();
		await phone.close();
		await phone.open('/rescue-plan');
		const { page } = phone;
		await expect(page.getByRole('status', { name: 'Yhteyden tila' })).toContainText('Ei yhteyttä');
		await expect(page.getByRole('heading', { name: 'Pelastussuunnitelma' })).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Vesivuoto' })).toBeVisible();
		const yard = page.getByRole('region', { name: 'Piha ja kokoontumispaikka' });
		await expect(yard.getByRole('img', { name: /Piha ja kokoontumispaikka/ })).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('link', { name: 'Hätätilanne' }).click();
		await expect(page.getByRole('heading', { name: 'Hätätilanteessa' })).toBeVisible();
		await expect(page.getByRole('region', { name: 'Sano osoite näin' })).toContainText('Pihkarinne 4 B 12');
		await expect(page.getByRole('link', { name: '112' })).toHaveAttribute('href', 'tel:112');
		await expectAccessible(page);
	});

	await test.step('she reads the same in Swedish', async () => {
		const { page } = phone;
		await page.getByRole('navigation').getByRole('link', { name: 'Lisää' }).click();
		await page.getByRole('radio', { name: 'Svenska' }).click();
		await expect(page.getByRole('heading', { name: 'Mer', exact: true })).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('link', { name: 'Räddningsplan' }).click();
		await expect(page.getByRole('heading', { name: 'Vattenläcka' })).toBeVisible();
		await page.getByRole('link', { name: 'Nödsituation' }).click();
		await expect(page.getByRole('heading', { name: 'I en nödsituation' })).toBeVisible();
		await expect(page.getByRole('region', { name: 'Säg adressen så här' })).toContainText(
			'Pihkarinne 4 B 12'
		);
	});

	await test.step('she reports a leak with three photos', async () => {
		const { page } = phone;
		await page.getByRole('navigation').getByRole('link', { name: 'Anmäl' }).click();
		await page.getByRole('radio', { name: 'I bostaden' }).check();
		await page.getByRole('radio', { name: 'Kök' }).check();
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Fortsätt' }).click();
		await page.getByRole('radio', { name: 'Inget av det här' }).check();
		await page.getByRole('radio', { name: 'Vatten och avlopp' }).check();
		await page.getByRole('button', { name: 'Fortsätt' }).click();
		await page.getByLabel('Vad har hänt?').fill(description);
		await page
			.getByLabel('Välj bilder')
			.setInputFiles([photo('phone-12mp.jpg'), photo('rotated-6.jpg'), photo('with-position.jpg')]);
		await expect(page.getByText(/^3 bilder, /)).toBeVisible({ timeout: 20_000 });
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Fortsätt' }).click();
		await page.getByRole('radio', { name: 'Ja, det går bra' }).check();
		await page.getByRole('button', { name: 'Fortsätt' }).click();
		await expect(page.getByText(description)).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Skicka anmälan' }).click();
		await expect(page.getByRole('heading', { name: 'Anmälan är sparad' })).toBeVisible();
		await expect(
			page.getByRole('list', { name: 'Var det här finns' }).locator('[aria-current=step]')
		).toContainText('På den här enheten');
		await expectAccessible(page);
	});

	await test.step('she replies in a conversation', async () => {
		const { page } = phone;
		await page
			.getByRole('navigation')
			.getByRole('link', { name: /^Meddelanden/ })
			.click();
		await page.getByRole('link', { name: /Pihan penkit/ }).click();
		await page.getByLabel('Ditt svar').fill(reply);
		await page.getByRole('button', { name: 'Skicka' }).click();
		await expect(page.getByRole('listitem').filter({ hasText: reply })).toContainText(
			'Väntar på att skickas'
		);
		await expect(page.getByLabel('Ditt svar')).toHaveValue('');
		await expectAccessible(page);
	});

	await test.step('the browser is killed, and all is still there', async () => {
		await phone.kill();
		await phone.open('/waiting');
		const { page } = phone;
		await expect(
			page.getByRole('navigation').getByRole('link', { name: /2 väntar på att skickas/ })
		).toBeVisible();
		await expect(page.getByText(description)).toBeVisible();
		await expect(page.getByText(reply)).toBeVisible();
		await expect(page.getByRole('img', { name: /^Bild \d$/ })).toHaveCount(3);
		await expectAccessible(page);
	});

	await test.step('a thread of a connection carries the text, and the caretaker sees that photos are coming', async () => {
		await logIn(office, 'kalle.korhonen@example.fi');
		await expect(office.getByRole('main', { name: 'Work queue' })).toBeVisible();
		phone.network.use(lines.thread);
		await phone.goOnline();
		const inQueue = office
			.getByRole('list', { name: 'Work queue' })
			.getByRole('link')
			.filter({ hasText: description });
		await expect(inQueue).toBeVisible({ timeout: 60_000 });
		await expectAccessible(office);
		await inQueue.click();
		await expect(office.getByText('3 photos are still on their way')).toBeVisible();
		await expectAccessible(office);
	});

	await test.step('on a line that breaks every few seconds each photo arrives', async () => {
		phone.network.use(lines.breaking);
		await expect(office.getByRole('img', { name: /^Photo \d$/ })).toHaveCount(3, { timeout: 90_000 });
		await expect(phone.page.getByText('Allt är skickat.')).toBeVisible();
	});

	await test.step('the caretaker plans a visit and answers, and Aino sees both', async () => {
		await office.getByRole('heading', { name: 'Plan a visit' }).click();
		await office.getByLabel('Day', { exact: true }).fill(inDays(2));
		await office.getByRole('button', { name: 'Tell of the visit' }).click();
		await expect(office.getByText(/^Visit planned:/)).toBeVisible();
		await office
			.getByLabel('Answer the resident')
			.fill('Stäng gärna av vattnet under bänken tills jag kommer.');
		await office.getByRole('button', { name: 'Send the answer' }).click();
		await expect(office.getByRole('list', { name: 'Progress' })).toContainText('Stäng gärna av vattnet');
		await expectAccessible(office);

		phone.network.use(lines.poor);
		// Not by way of the page that is open: on a poor line the app asks for news when it is opened, and each minute.
		const { page } = phone;
		await phone.goto('/defect-reports');
		await page.getByRole('link', { name: /Vatten och avlopp, kök/ }).click();
		await expect(page.getByText(/^Besök planerat:/)).toBeVisible({ timeout: 30_000 });
		await expect(page.getByText('Stäng gärna av vattnet under bänken tills jag kommer.')).toBeVisible();
		await expect(
			page.getByRole('list', { name: 'Var det här finns' }).locator('[aria-current=step]')
		).toContainText('Läst');
		await expect(page.getByRole('img', { name: /^Bild \d$/ })).toHaveCount(3);
		await expectAccessible(page);
	});

	const [arrived] = await portal.sql`
		select (select count(*)::int from defect_reports where description = ${description}) as reports,
			(select count(*)::int from attachments a join defect_reports r on r.id = a.subject_id
				where r.description = ${description} and a.state = 'ready') as photos,
			(select count(*)::int from messages where text = ${reply}) as replies`;
	expect(arrived).toEqual({ reports: 1, photos: 3, replies: 1 });
});

function inDays(days: number): string {
	return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
