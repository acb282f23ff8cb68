import type { Page } from '@playwright/test';
import { demoPassword } from '../../src/lib/server/demo/logins';
import type { Device } from './support/device';
import { expect, expectAccessible, logIn, test } from './support/journey';
import { arrive, reply } from './support/residents';

const strip = { name: 'Yhteyden tila' };

/** Reports a defect in the kitchen, from whatever page one is on, up to the last page's button. */
async function report(page: Page, description: string): Promise<void> {
	await page.getByRole('navigation').getByRole('link', { name: 'Ilmoita' }).click();
	await page.getByRole('radio', { name: 'Asunnossa' }).check();
	await page.getByRole('radio', { name: 'Keittiö' }).check();
	await page.getByRole('button', { name: 'Jatka' }).click();
	await page.getByRole('radio', { name: 'Ei mikään näistä' }).check();
	await page.getByRole('radio', { name: 'Vesi ja viemäri' }).check();
	await page.getByRole('button', { name: 'Jatka' }).click();
	await page.getByLabel('Mitä on tapahtunut?').fill(description);
	await page.getByRole('button', { name: 'Jatka' }).click();
	await page.getByRole('radio', { name: 'Kyllä, saa tulla' }).check();
	await page.getByRole('button', { name: 'Jatka' }).click();
	await expect(page.getByText(description)).toBeVisible();
	await page.getByRole('button', { name: 'Lähetä ilmoitus' }).click();
	// That it is kept is said until it has arrived, which on a good line is at once.
	await expect(page).toHaveURL(/\/defect-reports\/[0-9a-f-]{36}/);
	await expect(page.getByText(description)).toBeVisible();
}

async function arriveAsJari(phone: Device): Promise<void> {
	await logIn(phone.page, 'jari.heikkinen@example.com', { at: phone.portal.origin });
	await expect(phone.page.getByRole('heading', { name: 'Hei, Jari' })).toBeVisible({ timeout: 20_000 });
	await phone.isReadyForOffline();
}

test('A12 B3 D6 a guardian without a home here reports for the ward, and everybody sees who did it for whom', async ({
	ownPortal,
	phoneTo,
	officeOf
}) => {
	test.slow();
	const portal = await ownPortal();
	const [phone, office] = [await phoneTo(portal), await officeOf(portal)];
	const description = 'Keittiön hana vuotaa Elsan luona.';
	await arriveAsJari(phone);

	await test.step('without a home of one’s own, one chooses for whom one acts', async () => {
		const { page } = phone;
		await expectAccessible(page);
		for (const path of ['/building', '/rescue-plan', '/conversations/new', '/defect-reports/new']) {
			await phone.goto(path);
			await expect(page.getByRole('button', { name: 'Hoida asioita: Elsa Heikkinen' })).toBeVisible();
		}
		await page.getByRole('button', { name: 'Hoida asioita: Elsa Heikkinen' }).click();
		await expect(page.getByRole('heading', { name: 'Missä vika on?' })).toBeVisible();
		await expect(page.getByRole('status', strip)).toContainText('Hoidat nyt toisen asioita: Elsa Heikkinen');
		await phone.goto('/');
		await expect(page.getByRole('heading', { name: 'Hei, Jari' })).toBeVisible();
		await expect(page.getByRole('list', { name: 'Asunnot' })).toContainText('Pihkarinne 4 B 13');
		await expectAccessible(page);
	});

	await test.step('the choice is kept, with no network too, and the emergency address is the ward’s', async () => {
		await phone.goOffline();
		await phone.close();
		await phone.open('/emergency');
		const { page } = phone;
		await expect(page.getByRole('region', { name: 'Sano osoite näin' })).toContainText('Pihkarinne 4 B 13');
		await page.getByRole('link', { name: 'Etusivu' }).first().click();
		await report(page, description);
	});

	await test.step('it arrives as the ward’s, by the guardian', async () => {
		phone.network.use({});
		await phone.goOnline();
		await expect
			.poll(
				() => portal.sql`
					select principal.call_name as for, author.call_name as by, report.reported_by
					from defect_reports report
					join sync_scope scope on scope.id = report.scope_id
					join people principal on principal.id = scope.key
					join people author on author.id = report.acted_by
					where report.description = ${description}`,
				{ timeout: 30_000 }
			)
			.toEqual([{ for: 'Elsa', by: 'Jari', reported_by: 'Jari Heikkinen' }]);
		await expect(phone.page.getByText('Sinä henkilön Elsa Heikkinen puolesta')).toBeVisible();
		await logIn(office, 'kalle.korhonen@example.fi');
		const inQueue = office
			.getByRole('list', { name: 'Work queue' })
			.getByRole('link')
			.filter({ hasText: description });
		await expect(inQueue).toContainText('Elsa Heikkinen');
		await inQueue.click();
		await expect(office.getByText('Jari Heikkinen for Elsa Heikkinen').first()).toBeVisible();
	});

	await test.step('A10 the guardianship ends: what waits is offered, and what is not accepted is told with the reason', async () => {
		const late = 'Tämä jäi puhelimeen.';
		await phone.goOffline();
		await report(phone.page, late);
		await portal.sql`update guardianships set ends_on = now()::date - 2`;
		phone.network.use({});
		await phone.goOnline();
		const { page } = phone;
		await expect(page.getByRole('heading', { name: 'Oikeutesi asukassivuihin on päättynyt' })).toBeVisible();
		await page.getByRole('main').getByRole('link', { name: 'Katso' }).first().click();
		await expect(page.getByText(late)).toBeVisible();
		await expect(page.getByText('Tämä oli henkilölle, jonka puolesta et voi enää toimia.')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Tallenna tiedostona' })).toBeVisible();
		await expectAccessible(page);
		expect(await portal.sql`select 1 from defect_reports where description = ${late}`).toHaveLength(0);
		expect(await storedWords(page)).not.toContain('Pihkarinne');
	});
});

test('A10 I2 whoever has moved out keeps nothing of the house on the device, and sees once what came too late', async ({
	ownPortal,
	phoneTo
}) => {
	const portal = await ownPortal();
	const phone = await phoneTo(portal);
	const text = 'Tämä lähtee liian myöhään.';
	await arrive(phone, 'aino');
	await phone.goOffline();
	await reply(phone.page, text);
	await portal.sql`
		update occupancies set ends_on = now()::date - 2 where person_id in (select id from people where external_id = 'aino-virtanen')`;
	await portal.sql`
		update agreements set ends_on = now()::date - 2 where id in (
			select agreement_id from agreement_parties party join people on people.id = party.person_id
			where people.external_id = 'aino-virtanen')`;
	phone.network.use({});
	await phone.goOnline();
	const { page } = phone;
	await expect(page.getByRole('heading', { name: 'Oikeutesi asukassivuihin on päättynyt' })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('main').getByRole('link', { name: 'Katso' }).first().click();
	await expect(page.getByText(text)).toBeVisible();
	await expect(page.getByText('Oikeutesi tähän on päättynyt.')).toBeVisible();
	expect(await portal.sql`select 1 from messages where text = ${text}`).toHaveLength(0);
	for (const path of ['/rescue-plan', '/conversations', '/']) {
		await phone.goto(path);
		await expect(page.getByRole('heading', { name: 'Oikeutesi asukassivuihin on päättynyt' })).toBeVisible();
	}
	expect(await storedWords(page)).not.toMatch(/Pihkarinne|Pihan penkit/);
	await page.getByRole('button', { name: 'Kirjaudu ulos' }).click();
	await page.getByRole('button', { name: 'Kirjaudu ulos ja poista' }).click();
	await expect.poll(() => storedWords(page), { timeout: 20_000 }).not.toContain(text);
});

/** Every word in every database of the device. */
async function storedWords(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const request = <T>(made: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				made.onsuccess = () => resolve(made.result);
				made.onerror = () => reject(made.error);
			});
		const words: unknown[] = [];
		for (const { name = '' } of await indexedDB.databases()) {
			const db = await request(indexedDB.open(name));
			for (const store of db.objectStoreNames)
				words.push(await request(db.transaction(store).objectStore(store).getAll()));
			db.close();
		}
		return JSON.stringify(words);
	});
}

test('A13 A4 an attorney is invited, identifies, accepts, acts by the power, and loses all of it when it ends', async ({
	ownPortal,
	phoneTo
}) => {
	test.slow();
	const portal = await ownPortal({ bank: true });
	const [mine, theirs] = [await phoneTo(portal), await phoneTo(portal)];
	const attorney = 'tiina.tuntematon@example.org';
	const password = 'Kellarin-avain 7';
	const description = 'Hana vuotaa, Tiina ilmoittaa.';
	const mailTo = async (recipient: string, path: string) => {
		const link = new RegExp(`${portal.origin}(${path}\\S*)`);
		let found: string | undefined;
		await expect
			.poll(
				async () => {
					const mails = await portal.sql`
						select text from demo_mails where recipient = ${recipient} order by received_at desc`;
					found = mails.map(({ text }) => link.exec(text as string)?.[1]).find(Boolean);
					return found;
				},
				{ timeout: 30_000 }
			)
			.toBeTruthy();
		return found!;
	};

	await test.step('Aino gives a power for defects alone, and her password again', async () => {
		await arrive(mine, 'aino');
		await mine.goto('/powers-of-attorney');
		const { page } = mine;
		await expect(page.getByText('Et ole antanut valtakirjaa kenellekään.')).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('link', { name: 'Anna valtakirja' }).click();
		await page.getByRole('button', { name: 'Lähetä pyyntö' }).click();
		await expect(page.getByRole('link', { name: 'Kirjoita nimi.' })).toBeVisible();
		await expectAccessible(page);
		await page.getByLabel('Kenelle annat valtakirjan?').fill('Tiina Tuntematon');
		await page.getByLabel('Hänen sähköpostiosoitteensa').fill(attorney);
		await expect(page.getByRole('checkbox', { name: 'Vikailmoitukset' })).toBeChecked();
		await expect(page.getByRole('checkbox', { name: 'Tilinumeron muuttaminen' })).not.toBeChecked();
		await page.getByLabel('Oma salasanasi').fill('jokin muu');
		await page.getByRole('button', { name: 'Lähetä pyyntö' }).click();
		await expect(page.getByRole('link', { name: 'Salasana ei ole oikea.' })).toBeVisible();
		await page.getByLabel('Oma salasanasi').fill(demoPassword);
		await page.getByRole('button', { name: 'Lähetä pyyntö' }).click();
		await expect(page.getByText('Odottaa hyväksymistä')).toBeVisible();
		await expectAccessible(page);
	});

	await test.step('Tiina, whom the landlord does not know, identifies and accepts', async () => {
		await theirs.goto(await mailTo(attorney, '/power-of-attorney/'));
		const { page } = theirs;
		await expect(page.getByRole('heading', { name: 'Power of attorney: Aino Virtanen' })).toBeVisible();
		await expect(page.getByRole('list', { name: 'You can handle' })).toHaveText('Defect notifications');
		await expectAccessible(page);
		await page.getByRole('link', { name: 'Identify yourself to accept' }).click();
		await page
			.getByRole('button', { name: /Tiina Johanna/ })
			.first()
			.click();
		await expect(page.getByText('You have identified yourself: Tiina Johanna Tuntematon.')).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Accept', exact: true }).click();
		await expect(page.getByRole('heading', { name: 'The power of attorney is in force' })).toBeVisible();
		await expectAccessible(page);
	});

	await test.step('and chooses a user id of her own', async () => {
		const { page } = theirs;
		await page.getByRole('link', { name: 'Choose a user id' }).click();
		await page.getByLabel('E-mail').fill(attorney);
		await page.getByLabel('Password', { exact: true }).fill(password);
		await page.getByRole('button', { name: 'Register' }).click();
		await theirs.goto(await mailTo(attorney, '/register/confirm'));
		await page.getByLabel('Password').fill(password);
		await page.getByRole('button', { name: 'Confirm and log in' }).click();
		await expect(page.getByRole('button', { name: 'Hoida asioita: Aino Virtanen' })).toBeVisible({
			timeout: 20_000
		});
	});

	await test.step('she acts for Aino in what the power names, and sees nothing else of hers', async () => {
		const { page } = theirs;
		await page.getByRole('button', { name: 'Hoida asioita: Aino Virtanen' }).click();
		await expect(page.getByRole('status', strip)).toContainText('Hoidat nyt toisen asioita: Aino Virtanen');
		await expect(page.getByRole('navigation').getByRole('link', { name: /^Viestit/ })).toBeHidden();
		await expectAccessible(page);
		await theirs.goto('/conversations');
		await expect(page.getByRole('heading', { name: 'Valtakirja ei koske tätä' })).toBeVisible();
		expect(await storedWords(page)).not.toContain('Pihan penkit');
		await report(page, description);
		await expect(page.getByText('Sinä henkilön Aino Virtanen puolesta')).toBeVisible();
	});

	await test.step('Aino sees who did it, and ends the power', async () => {
		const { page } = mine;
		// What she saw was on her phone at once; here it has to have arrived.
		let id: string | undefined;
		const arrived = async () => {
			const [made] = await portal.sql`select id from defect_reports where description = ${description}`;
			return (id = made?.id);
		};
		await expect.poll(arrived).toBeTruthy();
		await mine.goto(`/defect-reports/${id}`);
		await expect(page.getByText('Tiina Tuntematon sinun puolestasi')).toBeVisible();
		await mine.goto('/powers-of-attorney');
		await page.getByRole('button', { name: 'Päätä valtakirja: Tiina Tuntematon' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Päätä valtakirja' }).click();
		await expect(page.getByText('Päättynyt')).toBeVisible();
	});

	await test.step('nothing of Aino is left on the other phone', async () => {
		const { page } = theirs;
		await theirs.goto('/');
		await expect(page.getByRole('heading', { name: 'Oikeutesi asukassivuihin on päättynyt' })).toBeVisible();
		expect(await storedWords(page)).not.toMatch(/Pihkarinne|Hana vuotaa/);
		await page.context().clearCookies();
		await logInAs(page, attorney, password);
		await expect(page.getByRole('alert')).toBeVisible();
	});

	async function logInAs(page: Page, email: string, secret: string) {
		await page.goto(`${portal.origin}/log-in`);
		await page.getByRole('textbox').first().fill(email);
		await page.locator('input[type=password]').fill(secret);
		await page.locator('input[type=password]').press('Enter');
	}
});
