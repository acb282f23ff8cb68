import type { Page } from '@playwright/test';
import { expect, expectAccessible, logIn, test } from './support/journey';
import type { Portal } from './support/portal';

const password = 'Kellari-oma 1';
const main = (page: Page) => page.getByRole('main');

/** Presses through to the demo's bank and identifies there as somebody. */
async function identify(
	page: Page,
	who: string,
	from = '/register',
	button = 'Identify yourself and register'
) {
	await page.goto(from);
	await page.getByRole('link', { name: button, exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Who is identifying?' })).toBeVisible();
	await page.getByRole('button', { name: who }).first().click();
}

/** Nobody is logged in any more. A page that still runs would choose its person's language once more. */
async function forgetWhoItIs(page: Page) {
	await page.goto('about:blank');
	await page.context().clearCookies();
}

async function choose(page: Page, email: string) {
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Register', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Confirm your e-mail address' })).toBeVisible();
	await expect(main(page)).toContainText(email);
}

/** The demo's mailbox, as somebody reads their mail. */
async function openLinkOfMail(page: Page, portal: Portal, email: string) {
	await expect
		.poll(async () => (await portal.sql`select 1 from demo_mails where recipient = ${email}`).length, {
			timeout: 30_000
		})
		.toBeGreaterThan(0);
	await page.goto('/demo/mailbox');
	await page.getByRole('link', { name: 'Confirm the address' }).first().click();
	await expect(page.getByRole('heading', { name: 'Confirm your e-mail address' })).toBeVisible();
}

async function confirm(page: Page) {
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Confirm and log in' }).click();
}

test('A1 A6 A7 A8 A9 Raija registers, logs in, moves to a new address, and finds her user id again', async ({
	ownPortal,
	officeOf
}) => {
	const portal = await ownPortal({ bank: true });
	const page = await officeOf(portal);

	await test.step('A1 she identifies at her bank and is found', async () => {
		await identify(page, 'Koskinen Raija');
		await expect(main(page)).toContainText('Hello Raija, we found you');
		await expectAccessible(page);
	});

	await test.step('A7 what the password still lacks is shown while she types', async () => {
		await page.getByLabel('Password').fill('kellari');
		await expect(page.getByRole('listitem').filter({ hasText: 'a small letter' })).toContainText('met');
		await expect(page.getByRole('listitem').filter({ hasText: 'a digit' })).toContainText('missing');
		await page.getByLabel('E-mail').fill('raija');
		await page.getByRole('button', { name: 'Register', exact: true }).click();
		await expect(page.getByRole('alert')).toContainText('Check what you entered');
		await expectAccessible(page);
	});

	await test.step('A1 nothing counts before the link in her mail', async () => {
		await choose(page, 'raija@example.com');
		await expectAccessible(page);
		await openLinkOfMail(page, portal, 'raija@example.com');
		await expectAccessible(page);
		await page.getByLabel('Password').fill('Not-the-one 1');
		await page.getByRole('button', { name: 'Confirm and log in' }).click();
		await expect(main(page)).toContainText('This is not the password that you chose.');
		await confirm(page);
		await expect(page.getByRole('heading', { name: /Raija/ })).toBeVisible({ timeout: 30_000 });
	});

	await test.step('A9 a new address keeps the person and ends the old user id', async () => {
		await forgetWhoItIs(page);
		await identify(page, 'Koskinen Raija');
		await expect(main(page)).toContainText('You already have the user ID raija@example.com');
		await choose(page, 'raija.koskinen@example.com');
		await openLinkOfMail(page, portal, 'raija.koskinen@example.com');
		await confirm(page);
		await expect(page.getByRole('heading', { name: /Raija/ })).toBeVisible({ timeout: 30_000 });
		const accounts = await portal.sql`
			select account.email, account.ended_at is null as works from accounts account
			join people on people.id = account.person_id and people.external_id = 'raija-koskinen' order by account.created_at`;
		expect(accounts.map(({ email, works }) => [email, works])).toEqual([
			['raija@example.com', false],
			['raija.koskinen@example.com', true]
		]);
		await forgetWhoItIs(page);
		await logIn(page, 'raija@example.com');
		await expect(page.getByRole('alert')).toContainText('The e-mail address or the password is wrong.');
	});

	await test.step('A8 she forgets her user id, identifies, and is shown it', async () => {
		await identify(page, 'Koskinen Raija', '/register/user-id', 'Identify yourself');
		await expect(main(page)).toContainText('raija.koskinen@example.com');
		await expectAccessible(page);
	});

	await test.step('A6 she logs in by her bank', async () => {
		await forgetWhoItIs(page);
		await identify(page, 'Koskinen Raija', '/log-in', 'Bank codes or mobile certificate');
		await expect(page.getByRole('heading', { name: /Raija/ })).toBeVisible({ timeout: 30_000 });
	});
});

test('A2 A3 A4 A5 everybody else is told what concerns them, and how to reach customer service', async ({
	ownPortal,
	officeOf
}) => {
	const portal = await ownPortal({ bank: true });
	const page = await officeOf(portal);
	const told: [string, string][] = [
		['Tuntematon Tiina', 'Our information on you is incomplete'],
		['Singh Arjun', 'Our information on you is incomplete'],
		['Heikkinen Elsa', 'The portal is for adults'],
		['Kettunen Mira', 'You have no rental agreement yet'],
		['Kinnunen Petri', 'Your tenancy has ended'],
		['Novak Jana', 'We need a Finnish identity code']
	];
	for (const [who, heading] of told)
		await test.step(`A2 ${who}: ${heading}`, async () => {
			await identify(page, who);
			await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
			await expect(main(page)).toContainText('09 555 0100');
			await expect(main(page)).toContainText('asiakaspalvelu@example.fi');
			await expectAccessible(page);
		});

	await test.step('A3 Minh turned 18 today and is found', async () => {
		await identify(page, 'Nguyen Minh');
		await expect(main(page)).toContainText('Hello Minh, we found you');
	});

	await test.step('A4 a guardian who lives elsewhere is found', async () => {
		await identify(page, 'Heikkinen Jari');
		await expect(main(page)).toContainText('You already have the user ID jari.heikkinen@example.com');
	});

	await test.step('A5 Sofia has signed, logs in, and is told when her home opens', async () => {
		await identify(page, 'Ahonen Sofia', '/log-in', 'Bank codes or mobile certificate');
		await expect(page).toHaveURL(`${portal.origin}/`);
		// In her own language from now on.
		await expect(main(page)).toContainText('Sivut avautuvat', { timeout: 30_000 });
	});
});

test('A1 whoever cancels, or comes with an answer that was not asked for, is told so and can go on', async ({
	ownPortal,
	officeOf
}) => {
	const portal = await ownPortal({ bank: true });
	const page = await officeOf(portal);

	await test.step('cancelled at the bank', async () => {
		await page.goto('/register');
		await page.getByRole('link', { name: 'Identify yourself and register' }).click();
		await page.getByRole('button', { name: /^Cancel/ }).click();
		await expect(page.getByRole('heading', { name: 'You cancelled identification' })).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('link', { name: 'Identify yourself again' }).click();
		await page.getByRole('button', { name: 'Koskinen Raija' }).first().click();
		await expect(main(page)).toContainText('we found you');
	});

	await test.step('an answer that this browser has not asked for', async () => {
		await page.goto('/identification/callback/demo?code=planted&state=planted');
		await expect(page.getByRole('heading', { name: 'This identification has expired' })).toBeVisible();
	});

	await test.step('the pages of registering show nothing to whoever has not identified', async () => {
		await page.context().clearCookies();
		for (const path of ['/register/account', '/register/standing', '/register/sent']) {
			await page.goto(path);
			await expect(page).toHaveURL(`${portal.origin}/register`);
		}
		await page.goto('/register/confirm?token=none');
		await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
	});
});

test('A1 registering works without JavaScript', async ({ ownPortal, browser }) => {
	const portal = await ownPortal({ bank: true });
	const context = await browser.newContext({
		baseURL: portal.origin,
		locale: 'en-GB',
		javaScriptEnabled: false
	});
	const page = await context.newPage();
	await identify(page, 'Koskinen Raija');
	await choose(page, 'raija@example.com');
	await openLinkOfMail(page, portal, 'raija@example.com');
	await confirm(page);
	await expect(page).toHaveURL(`${portal.origin}/`);
	expect((await context.cookies()).map(({ name }) => name)).toContain('kellari');
	await context.close();
});
