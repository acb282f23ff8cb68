import type { Page } from '@playwright/test';
import { expect, expectAccessible, logIn, test } from './support/journey';
import type { Portal } from './support/portal';

const kalle = 'kalle.korhonen@example.fi';
const petra = 'petra.nyholm@example.fi';

const queue = (page: Page) => page.getByRole('list', { name: 'Work queue' });
const answer = (page: Page) => page.getByLabel('Answer the resident');

/** The tap that drips in Aino's bathroom. */
async function openTap(portal: Portal, page: Page) {
	const [tap] = await portal.sql`
		select id from defect_reports where description like 'Kylpyhuoneen hana tippuu%'`;
	await page.goto(`/staff/defect-reports/${tap?.id}`);
	await expect(page.getByRole('list', { name: 'Progress' })).toBeVisible();
}

test('T2 X2 a matter is found, opened, taken and answered by keyboard alone, and the list stays as it is', async ({
	ownPortal,
	officeOf
}) => {
	const portal = await ownPortal();
	const office = await officeOf(portal);
	const { keyboard } = office;
	await logIn(office, petra);
	await expect(queue(office).getByRole('link').first()).toBeVisible();
	await queue(office).evaluate((list) => ((list as HTMLElement).dataset.same = 'yes'));

	// The page is there before it listens.
	await expect(async () => {
		await keyboard.press('/');
		await expect(office.getByRole('searchbox')).toBeFocused({ timeout: 500 });
	}).toPass();
	await keyboard.type('hana tippuu');
	await expect(office).toHaveURL(/search=hana\+tippuu/);
	await expect(queue(office).getByRole('link')).toHaveCount(1);
	await keyboard.press('Escape');
	await keyboard.press('j');
	await keyboard.press('Enter');
	await expect(office.getByRole('heading', { level: 1 })).toContainText('Water');
	await expect(queue(office)).toHaveAttribute('data-same', 'yes');
	await expectAccessible(office);

	await keyboard.press('a');
	await expect(office.getByRole('button', { name: 'Take it over' })).toBeHidden();
	await keyboard.press('r');
	await expect(answer(office)).toBeFocused();
	await keyboard.type('Tulen katsomaan.');
	await keyboard.press('Tab');
	await keyboard.press('Enter');
	await expect(office.getByRole('list', { name: 'Progress' })).toContainText('Tulen katsomaan.');
	await keyboard.press('Escape');
	await keyboard.press('e');
	await expect(office.getByLabel('New state')).toBeFocused();
	await keyboard.press('Escape');
	await keyboard.press('?');
	await expect(office.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
	await keyboard.press('Escape');
	await expect(office.getByRole('dialog')).toBeHidden();
	await expect(queue(office)).toHaveAttribute('data-same', 'yes');
});

test('T2 two at one matter see each other; nobody answers over the other, and what was typed stays', async ({
	ownPortal,
	officeOf
}) => {
	const portal = await ownPortal();
	const [one, other] = [await officeOf(portal), await officeOf(portal)];
	await logIn(one, kalle);
	await logIn(other, petra);
	await openTap(portal, one);
	await openTap(portal, other);
	await expect(other.getByText('Kalle Korhonen has this open now too.')).toBeVisible();
	await answer(one).fill('Tulen tiistaina.');
	await expect(other.getByText('Kalle Korhonen is writing here now.')).toBeVisible({ timeout: 30_000 });
	await expectAccessible(other);

	await answer(other).fill('Huolto tulee tiistaina.');
	await one.getByRole('button', { name: 'Send the answer' }).click();
	await expect(answer(one)).toHaveValue('');
	await other.getByRole('button', { name: 'Send the answer' }).click();
	await expect(other.getByRole('alert')).toContainText('Something new came in while you were writing');
	await expect(answer(other)).toHaveValue('Huolto tulee tiistaina.');
	await expect(other.getByRole('list', { name: 'Progress' })).toContainText('Tulen tiistaina.');
	await expectAccessible(other);
	const answers = () =>
		portal.sql`select text from defect_entries where text in ('Tulen tiistaina.', 'Huolto tulee tiistaina.')`;
	expect(await answers()).toHaveLength(1);

	await other.getByRole('button', { name: 'Send the answer' }).click();
	await expect(answer(other)).toHaveValue('');
	expect(await answers()).toHaveLength(2);
	await one.goto('/staff');
	// As when one comes back to the page; that it asks by itself was seen above.
	await other.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
	await expect(other.getByText('Kalle Korhonen has this open now too.')).toBeHidden({ timeout: 60_000 });
});

test('T2 the photos of a matter are looked at large, one after the other', async ({
	ownPortal,
	officeOf
}) => {
	const portal = await ownPortal();
	const office = await officeOf(portal);
	await logIn(office, kalle);
	const [tap] =
		await portal.sql`select id from defect_reports where description like 'Kylpyhuoneen hana tippuu%'`;
	// A second one, which the demo's past does not have.
	await portal.sql`
		insert into attachments (scope_id, id, subject_kind, subject_id, sha, type, size, width, height, position, state, ready_at)
		select scope_id, gen_random_uuid(), subject_kind, subject_id, sha, type, size, width, height, 1, state, ready_at
		from attachments where subject_id = ${tap?.id}`;
	await openTap(portal, office);
	await office.getByRole('img', { name: 'Photo 1' }).click();
	const viewer = office.getByRole('dialog', { name: 'Photo 1 of 2' });
	await expect(viewer.getByRole('img', { name: 'Photo 1' })).toBeVisible();
	await expectAccessible(office);
	await office.keyboard.press('ArrowRight');
	await expect(office.getByRole('dialog', { name: 'Photo 2 of 2' })).toBeVisible();
	await office.keyboard.press('Escape');
	await expect(office.getByRole('dialog')).toBeHidden();
});

test('T2 X2 without a script the queue is narrowed, a matter answered, and nothing typed is lost', async ({
	ownPortal,
	browser
}) => {
	const portal = await ownPortal();
	const context = await browser.newContext({
		baseURL: portal.origin,
		locale: 'en-GB',
		javaScriptEnabled: false,
		viewport: { width: 360, height: 740 }
	});
	const page = await context.newPage();
	await logIn(page, kalle);
	await page.getByRole('combobox', { name: 'Assignee' }).selectOption('Unassigned');
	await page.getByRole('combobox', { name: 'Age' }).selectOption('Under a day');
	await page.getByRole('button', { name: 'Show' }).click();
	await expect(page).toHaveURL(/assignee=nobody&age=lastDay/);
	await page.getByRole('link', { name: 'Clear the filters' }).first().click();
	await expect(queue(page).getByRole('link').first()).toBeVisible();

	await openTap(portal, page);
	await portal.sql`
		insert into defect_entries (scope_id, id, report_id, kind, by, author_name, text, written_at, arrived_at)
		select scope_id, gen_random_uuid(), id, 'message', 'resident', 'Aino Virtanen', 'Nyt se jo valuu.', now(), now()
		from defect_reports where description like 'Kylpyhuoneen hana tippuu%'`;
	await answer(page).fill('Tulen ensi viikolla.');
	await page.getByRole('button', { name: 'Send the answer' }).click();
	await expect(page.getByRole('alert')).toContainText('Something new came in while you were writing');
	await expect(page.getByText('Nyt se jo valuu.')).toBeVisible();
	await expect(answer(page)).toHaveValue('Tulen ensi viikolla.');
	await answer(page).fill('Tulen heti.');
	await page.getByRole('button', { name: 'Send the answer' }).click();
	await expect(page.getByRole('list', { name: 'Progress' })).toContainText('Tulen heti.');
	await context.close();
});
