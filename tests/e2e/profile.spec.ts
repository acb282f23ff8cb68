import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { demoPassword } from '../../src/lib/server/demo/logins';
import { expect, expectAccessible, logIn, test } from './support/journey';
import { arrive } from './support/residents';

const maria = 'maria.silva@example.com';

/** The demo's mailbox, when a mail with this heading has come. */
async function openMail(page: Page, origin: string, to: string, heading: string): Promise<void> {
	await expect(async () => {
		await page.goto(`${origin}/demo/mailbox?to=${encodeURIComponent(to)}`);
		await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible({ timeout: 500 });
	}).toPass();
}

test.describe('with JavaScript turned off', () => {
	test.use({ javaScriptEnabled: false });

	test('A8 whoever has forgotten the password gets a link by mail, and in with a new password', async ({
		page,
		ownPortal
	}) => {
		const { origin } = await ownPortal();
		await test.step('the answer is the same for an address that nobody has', async () => {
			for (const email of ['nobody@example.com', maria]) {
				await page.goto(`${origin}/log-in`);
				await page.getByRole('link', { name: 'Forgotten your password?' }).click();
				await page.getByLabel('E-mail').fill(email);
				await page.getByRole('button', { name: 'Send the link' }).click();
				await expect(page.getByRole('status')).toContainText(`If ${email} is a user ID`);
			}
		});

		await openMail(page, origin, maria, 'A new password for the resident portal');
		await page.getByRole('link', { name: 'Choose a new password' }).click();
		const link = page.url();
		await page.getByLabel('New password').fill('password');
		await page.getByRole('button', { name: 'Change the password' }).click();
		await expect(page.getByText('The password still lacks something')).toBeVisible();
		await expect(page.getByRole('listitem').filter({ hasText: 'a digit' })).toContainText('missing');
		await page.getByLabel('New password').fill('Uusi-sana 9');
		await page.getByRole('button', { name: 'Change the password' }).click();
		await expect(page.getByRole('heading', { name: 'The password is changed' })).toBeVisible();

		await test.step('the link works once', async () => {
			await page.goto(link);
			await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
		});
		await test.step('the old password is over, the new one lets her in', async () => {
			await logIn(page, maria, { at: origin });
			await expect(page.getByRole('alert')).toBeVisible();
			await page.getByLabel('Password').fill('Uusi-sana 9');
			await page.getByRole('button', { name: 'Log in', exact: true }).click();
			await expect(page).toHaveURL(`${origin}/`);
		});
		await openMail(page, origin, maria, 'Your password was changed');
	});
});

test('A7 A8 the form shows which rules are met while one types', async ({ page, ownPortal }) => {
	const { origin, sql } = await ownPortal();
	await page.goto(`${origin}/forgotten-password`);
	await expectAccessible(page);
	await page.getByLabel('E-mail').fill(maria);
	await page.getByRole('button', { name: 'Send the link' }).click();
	await openMail(page, origin, maria, 'A new password for the resident portal');
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Choose a new password' }).click();
	const rule = (text: string) => page.getByRole('listitem').filter({ hasText: text });
	await expect(async () => {
		await page.getByLabel('New password').fill('Kesä');
		await expect(rule('a capital letter')).toContainText('met', { timeout: 500 });
	}).toPass();
	await expect(rule('a digit')).toContainText('missing');
	await expectAccessible(page);
	await page.getByLabel('New password').fill('Kesä2026!');
	await expect(rule('a digit')).toContainText('met');
	await expect(page.getByText('one of the most common passwords')).toBeVisible();

	await test.step('with any other landlord the demo’s mailbox is not there', async () => {
		await sql`update landlords set is_demo = false`;
		expect((await page.goto(`${origin}/demo/mailbox`))?.status()).toBe(404);
	});
});

test('P1 what is changed in the profile without a network is sent when there is one', async ({
	phone,
	portal
}) => {
	const { page } = phone;
	await arrive(phone, 'aino');
	await phone.goOffline();
	await phone.goto('/profile');
	await expect(page.getByText('Mikko Virtanen, 040 555 0112')).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Muuta yhteystietoja' }).click();
	await page.getByLabel('Puhelin', { exact: true }).fill('044 987 6543');
	await page.getByLabel('Posti tulee muualle kuin kotiin').check();
	await page.getByRole('button', { name: 'Tallenna' }).click();
	await page.getByRole('link', { name: 'Kirjoita katuosoite.' }).click();
	await expect(page.getByLabel('Katuosoite')).toBeFocused();
	await page.keyboard.type('PL 5');
	await page.getByLabel('Postinumero').fill('00101');
	await page.getByLabel('Postitoimipaikka').fill('Helsinki');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Tallenna' }).click();
	await expect(page.getByText('Muutos odottaa lähettämistä.')).toBeVisible();
	await expect(page.getByText('PL 5, 00101 Helsinki')).toBeVisible();

	phone.network.use({});
	await phone.goOnline();
	await expect
		.poll(async () => {
			const [profile] = await portal.sql`
				select profiles.phone, postal_address from profiles join people using (id)
				where people.email = 'aino.virtanen@example.com'`;
			return profile;
		})
		.toMatchObject({ phone: '044 987 6543', postal_address: { street: 'PL 5', city: 'Helsinki' } });
	await expect(page.getByText('Muutos odottaa lähettämistä.')).toBeHidden();
});

test('P2 the bank account is changed with the password, shown masked, and told by mail', async ({
	phone,
	portal
}) => {
	const { page } = phone;
	await arrive(phone, 'aino');
	await phone.goto('/profile/bank-account');
	await expect(page.getByText('FI21 •••• •••• •••• 85')).toBeVisible();
	await page.getByLabel('Uusi tilinumero (IBAN)').fill('FI55 4234 5670 0000 82');
	await page.getByRole('button', { name: 'Tallenna tilinumero' }).click();
	await expect(page.getByRole('alert')).toContainText('Tilinumerossa on virhe');
	await expectAccessible(page);
	await page.getByLabel('Uusi tilinumero (IBAN)').fill('fi55 4234 5670 0000 81');
	await page.getByLabel('Salasanasi').fill('Väärä-sana 1');
	await page.getByRole('button', { name: 'Tallenna tilinumero' }).click();
	await expect(page.getByRole('alert')).toContainText('Salasana on väärä');
	await page.getByLabel('Salasanasi').fill(demoPassword);
	await page.getByRole('button', { name: 'Tallenna tilinumero' }).click();
	await expect(page.getByText('FI55 •••• •••• •••• 81')).toBeVisible();
	await expect(page.getByText('Tilinumero on tallennettu.')).toBeVisible();

	await test.step('the app goes on under the new token', async () => {
		await phone.goto('/profile/sessions');
		await expect(page.getByText('Tämä laite')).toBeVisible();
	});
	await test.step('nothing of it is kept on the device', async () => {
		await phone.goOffline();
		await phone.goto('/profile/bank-account');
		await expect(page.getByText('Tähän tarvitaan yhteys')).toBeVisible();
		await expect(page.getByText('FI55')).toBeHidden();
		phone.network.use({});
		await phone.goOnline();
	});
	await openMail(page, portal.origin, 'aino.virtanen@example.com', 'Tilinumerosi on vaihdettu');
	await expect(page.getByText('FI55')).toBeHidden();
});

test('A14 a lost tablet is logged out from the phone and cleared', async ({ phone, phoneTo, portal }) => {
	const tablet = await phoneTo(portal);
	await arrive(tablet, 'erik');
	await arrive(phone, 'erik');
	const { page } = phone;
	await phone.goto('/profile/sessions');
	await expectAccessible(page);
	const devices = page.getByRole('listitem').filter({ hasText: 'Senast använd' });
	const listed = await devices.count();
	// The one used last is the tablet; Erik may have logged in elsewhere before.
	await devices.filter({ hasNotText: 'Den här enheten' }).first().getByRole('button').click();
	await expect(page.getByText('Enheten har loggats ut.')).toBeVisible();
	await expect(devices).toHaveCount(listed - 1);
	await tablet.goto('/conversations');
	await expect(tablet.page.getByRole('heading', { name: 'Välkommen till boendesidorna' })).toBeVisible();
});

test('P3 one takes a copy of everything along, and asks for a correction', async ({ phone, portal }) => {
	const { page } = phone;
	const text = 'My family name is spelled with one l.';
	await arrive(phone, 'maria');
	await phone.goto('/profile/my-data');
	await expectAccessible(page);
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Download for programs (JSON)' }).click()
	]);
	const data = JSON.parse(await readFile(await file.path(), 'utf8'));
	expect(data).toMatchObject({ person: { familyName: 'Silva' }, profile: { email: maria } });
	expect(JSON.stringify(data)).not.toMatch(/FI\d{16}/);
	await test.step('of nobody else', async () => {
		const [erik] = await portal.sql`select id from people where email = 'erik.lindqvist@example.com'`;
		for (const other of [erik?.id, 'nonsense']) {
			const ask = (address: string) => fetch(address).then(({ status }) => status);
			expect(await page.evaluate(ask, `/api/my-data?as=json&for=${other}`)).toBe(404);
		}
	});

	await page.getByRole('radio', { name: 'Correction of data' }).check();
	await page.getByLabel('Which data, and why?').fill(text);
	await page.getByRole('button', { name: 'Send the request' }).click();
	await expect(page.getByText(text)).toBeVisible();
	await expect
		.poll(
			async () =>
				(
					await portal.sql`
				select 1 from messages join conversations on conversations.id = conversation_id
				where messages.text = ${text} and conversations.subject = 'Please correct my data'`
				).length
		)
		.toBe(1);
});
