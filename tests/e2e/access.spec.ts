import { expect, expectAccessible, logIn, test } from './support/journey';
import { choose, press } from './support/keyboard';
import { arrive } from './support/residents';

test.describe('with JavaScript turned off', () => {
	test.use({ javaScriptEnabled: false });

	test('A6 X5 one logs in, and the public pages and the staff’s queue work', async ({ page, portal }) => {
		await page.goto(`${portal.origin}/log-in`);
		for (const name of ['Help', 'Contact', 'Accessibility', 'Privacy']) {
			await page.getByRole('link', { name, exact: true }).first().click();
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await page.goBack();
		}
		await logIn(page, 'kalle.korhonen@example.fi', { at: portal.origin });
		await expect(page.getByRole('list', { name: 'Work queue' }).getByRole('link').first()).toBeVisible();
		await page.getByRole('banner').locator('summary').click();
		await page.getByRole('button', { name: 'Log out' }).click();

		await logIn(page, 'maria.silva@example.com', { at: portal.origin });
		await expect(page).toHaveURL(`${portal.origin}/`);
		const [{ open } = { open: 0 }] = await portal.sql<{ open: number }[]>`
			select count(*)::int as open from sessions join accounts on accounts.id = sessions.account_id
			where accounts.email = 'maria.silva@example.com' and sessions.ended_at is null`;
		expect(open).toBeGreaterThan(0);
	});
});

test('X2 D1 a defect is reported by keyboard alone', async ({ phone, portal }) => {
	const description = 'The hob has one plate that stays cold.';
	await arrive(phone, 'maria');
	const { page } = phone;
	await press(page, page.getByRole('link', { name: 'Report a fault' }));
	await choose(page, page.getByRole('radio', { name: 'In the apartment' }));
	await choose(page, page.getByRole('radio', { name: 'Kitchen' }));
	await press(page, page.getByRole('button', { name: 'Continue' }));
	await expect(page.getByRole('heading', { name: 'What is it about?' })).toBeVisible();
	await choose(page, page.getByRole('radio', { name: 'None of these' }));
	await choose(page, page.getByRole('radio', { name: 'Kitchen and appliances' }));
	await press(page, page.getByRole('button', { name: 'Continue' }));
	await expect(page.getByRole('heading', { name: 'Describe the fault' })).toBeVisible();
	await test.step('a question left out is said, and the summary leads to it', async () => {
		await press(page, page.getByRole('button', { name: 'Continue' }));
		await expectAccessible(page);
		await press(page, page.getByRole('link', { name: 'Describe the fault in a few words.' }));
		await expect(page.getByLabel('What has happened?')).toBeFocused();
	});
	await page.keyboard.type(description);
	await press(page, page.getByRole('button', { name: 'Continue' }));
	await expect(page.getByRole('heading', { name: 'The maintenance visit' })).toBeVisible();
	await choose(page, page.getByRole('radio', { name: 'Yes, they may' }));
	await press(page, page.getByRole('button', { name: 'Continue' }));
	await press(page, page.getByRole('button', { name: 'Send the report' }));
	await expect(page.getByRole('list', { name: 'Where this is' })).toContainText('Received: here now');
	expect(await portal.sql`select 1 from defect_reports where description = ${description}`).toHaveLength(1);
});
