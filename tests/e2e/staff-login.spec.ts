import { randomUUID } from 'node:crypto';
import type { CDPSession, Page } from '@playwright/test';
import { hashPassword } from '../../src/lib/server/auth/passwords';
import { totpCode, totpStep } from '../../src/lib/server/auth/second-factor/totp';
import { demoPassword } from '../../src/lib/server/demo/logins';
import { expect, expectAccessible, logIn, test } from './support/journey';
import type { Portal } from './support/portal';
import { arrive } from './support/residents';
import { giveCode, nextCode } from './support/second-factor';

const kalle = 'kalle.korhonen@example.fi';

test('T1 the password of the staff opens nothing but the page that asks for the code', async ({
	ownPortal,
	officeOf
}) => {
	const portal = await ownPortal();
	const office = await officeOf(portal);
	await givePassword(office, kalle);
	await expect(office.getByRole('heading', { name: 'The second step' })).toBeVisible();
	await expectAccessible(office);

	await test.step('no page, no procedure, no picture and no line of events', async () => {
		for (const path of ['/staff', '/staff/users', '/staff/audit', '/staff/security']) {
			await office.goto(path);
			await expect(office).toHaveURL(/\/log-in\?next=/);
		}
		const [attachment] = await portal.sql`select id from attachments where state = 'ready' limit 1`;
		const asked = await office.evaluate(async (id) => {
			const statusOf = async (path: string, init?: RequestInit) =>
				(await fetch(path, { redirect: 'manual', ...init })).status;
			const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
			return {
				queue: await statusOf('/api/trpc/staff.queue', post),
				events: await statusOf('/api/events'),
				attachment: await statusOf(`/api/attachments/${id}`),
				idle: await statusOf('/api/sync')
			};
		}, attachment?.id);
		expect(asked).toEqual({ queue: 401, events: 401, attachment: 404, idle: 401 });
	});

	await test.step('a wrong code is said, and a right one lets in', async () => {
		await office.goto('/log-in/second-factor');
		await office.getByLabel('The code that the app shows').fill('000000');
		await office.getByRole('button', { name: 'Continue', exact: true }).click();
		await expect(office.getByText('The code is not right.')).toBeVisible();
		await expectAccessible(office);
		await giveCode(office, kalle);
		await expect(office.getByRole('list', { name: 'Work queue' })).toBeVisible();
		expect((await office.context().cookies()).map(({ name }) => name)).not.toContain('kellari-half');
	});
});

test('T1 attack: a code works no second time', async ({ ownPortal, officeOf }) => {
	const portal = await ownPortal();
	const [office, elsewhere] = [await officeOf(portal), await officeOf(portal)];
	await givePassword(office, kalle);
	const code = await nextCode(office, kalle);
	for (const page of [office, elsewhere]) {
		if (page === elsewhere) await givePassword(page, kalle);
		await page.getByLabel('The code that the app shows').fill(code);
		await page.getByRole('button', { name: 'Continue', exact: true }).click();
	}
	await expect(office).toHaveURL(/\/staff$/);
	await expect(elsewhere.getByText('This code has been used already.')).toBeVisible();
});

test('T1 the first log-in sets up an app, and recovery codes let in without it', async ({
	ownPortal,
	officeOf
}) => {
	const portal = await ownPortal();
	const office = await officeOf(portal);
	const email = await hire(portal);
	await givePassword(office, email);
	await expect(office.getByRole('heading', { name: 'Set up the second step' })).toBeVisible();
	await expect(office.getByRole('img', { name: /QR code/ })).toBeVisible();
	await expectAccessible(office);
	await office.goto('/staff');
	await expect(office, 'nothing is seen before that').toHaveURL(/\/log-in/);

	await office.goto('/log-in/second-factor/set-up');
	await office.getByText('I can’t scan the code').click();
	const secret = (await office.locator('details code').innerText()).replaceAll(' ', '');
	await office.getByLabel('The code that the app shows').fill(totpCode(secret, totpStep(new Date())));
	await office.getByRole('button', { name: 'Use this app' }).click();
	await expect(office.getByRole('heading', { name: 'The second step is set up' })).toBeVisible();
	const codes = await office
		.getByRole('list', { name: 'Your recovery codes' })
		.getByRole('listitem')
		.allInnerTexts();
	expect(codes).toHaveLength(10);
	await expectAccessible(office);
	await office.getByRole('link', { name: 'The codes are kept safe, continue' }).click();
	await expect(office.getByRole('list', { name: 'Work queue' })).toBeVisible();

	const elsewhere = await officeOf(portal);
	await givePassword(elsewhere, email);
	await elsewhere.getByText('I don’t have my phone or passkey').click();
	await elsewhere.getByLabel('Recovery code').fill(codes[4]!);
	await elsewhere.getByRole('button', { name: 'Log in with the recovery code' }).click();
	await expect(elsewhere.getByRole('list', { name: 'Work queue' })).toBeVisible();
});

test('T1 a passkey is added, lets in, and lets nobody else in', async ({ ownPortal, officeOf }) => {
	const portal = await ownPortal();
	const office = await officeOf(portal);
	const authenticator = await withAuthenticator(office);
	await logIn(office, kalle);
	await office.goto('/staff/security');
	await expectAccessible(office);
	await office.getByLabel('Name of the passkey').fill('Work phone');
	await office.getByRole('button', { name: 'Create a passkey' }).click();
	await expect(office.getByText('The change is made.')).toBeVisible();
	await expect(office.getByText('Work phone', { exact: true })).toBeVisible();
	await expectAccessible(office);

	await test.step('Kalle comes in with it', async () => {
		await logOut(office);
		await givePassword(office, kalle);
		await office.getByRole('button', { name: 'Use the passkey' }).click();
		await expect(office.getByRole('list', { name: 'Work queue' })).toBeVisible();
		await logOut(office);
	});

	await test.step('with the device’s owner unknown, it is refused', async () => {
		await authenticator.session.send('WebAuthn.setUserVerified', {
			authenticatorId: authenticator.id,
			isUserVerified: false
		});
		await givePassword(office, kalle);
		await office.getByRole('button', { name: 'Use the passkey' }).click();
		await expect(office.getByRole('alert')).toContainText('The passkey did not work');
		await expect(office).toHaveURL(/second-factor/);
	});

	await test.step('Sari’s password and Kalle’s passkey are nobody', async () => {
		await portal.sql`
			insert into staff_passkeys (id, account_id, public_key, name)
			select 'another-credential', account.id, '\\x00', 'Sari’s own' from accounts account
			where account.email = 'sari.nieminen@example.fi'`;
		await authenticator.session.send('WebAuthn.setUserVerified', {
			authenticatorId: authenticator.id,
			isUserVerified: true
		});
		await givePassword(office, 'sari.nieminen@example.fi');
		await office.getByRole('button', { name: 'Use the passkey' }).click();
		await expect(office.getByRole('alert')).toContainText('The passkey did not work');
	});
});

test('T1 T7 an administrator deactivates somebody, who is out at once; the log says so', async ({
	ownPortal,
	officeOf
}) => {
	const portal = await ownPortal();
	const [desk, office] = [await officeOf(portal), await officeOf(portal)];
	await logIn(office, kalle);
	await expect(office.getByRole('list', { name: 'Work queue' })).toBeVisible();
	await logIn(desk, 'olli.laine@example.fi');
	await expect(desk.getByRole('heading', { name: 'Users' })).toBeVisible();
	await expectAccessible(desk);
	await desk.getByRole('link', { name: 'Kalle Korhonen' }).click();
	await expectAccessible(desk);
	await desk.getByRole('button', { name: 'Deactivate' }).click();
	await expect(desk.getByText('its sessions have ended')).toBeVisible();

	await office.goto('/staff');
	await expect(office).toHaveURL(/\/log-in/);
	await givePassword(office, kalle);
	await expect(office.getByRole('alert')).toBeVisible();

	await desk.getByRole('link', { name: 'Audit log' }).click();
	await desk.getByLabel('Who', { exact: true }).fill('Laine');
	await desk.getByLabel('What').selectOption({ label: 'Deactivated a user ID' });
	await desk.getByRole('button', { name: 'Show' }).click();
	await expect(desk.getByRole('region', { name: 'Audit log' }).getByRole('row')).toHaveCount(2);
	await expect(desk.getByRole('region', { name: 'Audit log' })).toContainText('Olli Laine');
	expect(new URL(desk.url()).searchParams.get('action')).toBe('deactivated');
	await expectAccessible(desk);
});

test('T1 an administrator sees no cases, and a caretaker no users and no log', async ({
	ownPortal,
	officeOf
}) => {
	const portal = await ownPortal();
	const [desk, office] = [await officeOf(portal), await officeOf(portal)];
	await logIn(desk, 'olli.laine@example.fi');
	await expect(desk.getByRole('heading', { name: 'Users' })).toBeVisible();
	const [report] = await portal.sql`select id from defect_reports limit 1`;
	await desk.goto(`/staff/defect-reports/${report?.id}`);
	await expect(desk).toHaveURL(/\/staff\/users$/);
	await logIn(office, kalle);
	await expect(office.getByRole('list', { name: 'Work queue' })).toBeVisible();
	for (const path of ['/staff/users', '/staff/users/new', '/staff/audit'])
		expect((await office.goto(path))?.status(), path).toBe(404);
});

test('T7 Aino sees who has opened her report', async ({ ownPortal, officeOf, phoneTo }) => {
	const portal = await ownPortal();
	const [office, phone] = [await officeOf(portal), await phoneTo(portal)];
	await logIn(office, kalle);
	const [report] = await portal.sql`
		select report.id from defect_reports report
		join sync_scope scope on scope.id = report.scope_id
		join people on people.id = scope.key and people.call_name = 'Aino'
		where report.category = 'electricity' and report.state = 'received'`;
	await office.goto(`/staff/defect-reports/${report?.id}`);
	await expect(office.getByRole('heading', { level: 1 })).toBeVisible();

	await arrive(phone, 'aino');
	await phone.goto('/access-log');
	const opened = phone.page.getByRole('listitem').filter({ hasText: 'Avasi vikailmoituksesi' });
	await expect(opened).toContainText('Kalle Korhonen');
	await expectAccessible(phone.page);
	await opened.getByRole('link').click();
	await expect(phone.page.getByRole('heading', { name: /Sähkö ja valaistus/ })).toBeVisible();

	await phone.goOffline();
	await phone.goto('/access-log');
	await expect(phone.page.getByRole('alert')).toBeVisible();
});

async function givePassword(page: Page, email: string): Promise<void> {
	await page.goto('/log-in');
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password').fill(demoPassword);
	await page.getByRole('button', { name: 'Log in', exact: true }).click();
}

async function logOut(page: Page): Promise<void> {
	await page.goto('/log-out');
	await page.getByRole('button', { name: 'Log out' }).click();
	await expect(page).toHaveURL(/\/log-in$/);
}

/** Somebody who has a password and no second factor yet. */
async function hire(portal: Portal): Promise<string> {
	const [staffId, email] = [randomUUID(), `${randomUUID()}@example.fi`];
	await portal.sql`
		insert into staff (id, name, shown_name, roles) values (${staffId}, 'Uusi Tekijä', 'Uusi', '{customerService}')`;
	await portal.sql`
		insert into accounts (id, staff_id, email, password_hash)
		values (${randomUUID()}, ${staffId}, ${email}, ${await hashPassword(demoPassword)})`;
	return email;
}

async function withAuthenticator(page: Page): Promise<{ session: CDPSession; id: string }> {
	const session = await page.context().newCDPSession(page);
	await session.send('WebAuthn.enable');
	const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true
		}
	});
	return { session, id: authenticatorId };
}
