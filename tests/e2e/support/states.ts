import { expect, type Page } from '@playwright/test';
import { type Language, residents } from './pages';
import type { Portal } from './portal';
import { wordsIn } from './words';

/** What a page shows not at once but when something was done or has happened. */
export interface State {
	name: string;
	/** From wherever the state before has left the page. */
	reach: (page: Page) => Promise<void>;
}

/** States to be looked at by somebody, in this order: nobody in particular, where there is no e-mail address. */
export interface StateGroup {
	email?: string;
	states: State[];
}

export async function everyState(portal: Portal, language: Language): Promise<StateGroup[]> {
	const { origin, sql } = portal;
	const email = residents[language];
	const say = wordsIn(language);
	const goto = async (page: Page, path: string) => void (await page.goto(origin + path));
	const press = (page: Page, key: string) =>
		page
			.getByRole('main')
			.getByRole('button', { name: say(key), exact: true })
			.first()
			.click();
	/** Of a page's groups of choices, one by its place. */
	const choose = (page: Page, group: number, choice: number) =>
		page.getByRole('radiogroup').nth(group).getByRole('radio').nth(choice).check();
	const heading = async (page: Page, key: string) =>
		void (await expect(page.getByRole('heading', { name: say(key) }).first()).toBeVisible());
	const open = (page: Page) => expect(page.getByRole('dialog')).toBeVisible();
	/** Nothing is filled in: the summary of what is missing has the focus. */
	const submitEmpty = async (page: Page, path: string, key: string) => {
		await goto(page, path);
		await press(page, key);
		await expect(page.getByRole('alert').or(page.locator('[aria-invalid="true"]')).first()).toBeVisible();
	};

	const mine = sql`scope_id in (
		select scope.id from sync_scope scope join accounts on accounts.person_id = scope.key
		where scope.kind = 'person' and accounts.email = ${email})`;
	const [report] = await sql`
		select id from defect_reports where ${mine} and state not in ('done', 'closed', 'withdrawn') limit 1`;
	const [conversation] = await sql`select id from conversations where ${mine} limit 1`;
	const [waitingReport] = await sql`select id from defect_reports where state = 'received' limit 1`;
	await sql`
		update people set language = ${language}
		where id in (
			select person_id from accounts where email in ('jari.heikkinen@example.com', 'sofia.ahonen@example.com'))`;

	const anybody: State[] = [
		{
			name: 'the log-in without an answer',
			reach: (page) => submitEmpty(page, '/log-in', 'log_in_submit')
		},
		{
			name: 'a refused log-in',
			async reach(page) {
				await page.getByLabel(say('log_in_email'), { exact: true }).fill('nobody@example.com');
				await page.getByLabel(say('log_in_password'), { exact: true }).fill('wrong');
				await press(page, 'log_in_submit');
				await heading(page, 'log_in_wrong_title');
			}
		},
		{ name: 'a search of the help that finds nothing', reach: (page) => goto(page, '/help?q=xyzzy') },
		{ name: 'no such page', reach: (page) => goto(page, '/no-such-page') },
		{ name: 'the app without a log-in', reach: (page) => goto(page, '/defect-reports') }
	];

	const resident: State[] = [
		{
			name: 'a report without a place',
			reach: (page) => submitEmpty(page, '/defect-reports/new', 'continue')
		},
		{
			name: 'a report without a kind',
			async reach(page) {
				await choose(page, 0, 0);
				await choose(page, 1, 0);
				await press(page, 'continue');
				await heading(page, 'new_what');
				await press(page, 'continue');
			}
		},
		{
			name: 'an urgent report: the number to call',
			async reach(page) {
				await choose(page, 0, 0);
				await choose(page, 1, 0);
				await press(page, 'continue');
				await page.waitForURL(/step=call/);
			}
		},
		{
			name: 'a report without a description',
			reach: (page) => submitEmpty(page, '/defect-reports/new?step=describe', 'continue')
		},
		{
			name: 'a report without access',
			async reach(page) {
				await page.getByRole('textbox').first().fill('Kellari.');
				await press(page, 'continue');
				await page.waitForURL(/step=access/);
				await press(page, 'continue');
			}
		},
		{
			name: 'a report to be checked, without a network',
			async reach(page) {
				await choose(page, 0, 0);
				await press(page, 'continue');
				await page.waitForURL(/step=check/);
				await page.context().setOffline(true);
				await expect(page.getByText(say('new_send_offline'))).toBeVisible();
			}
		},
		{
			name: 'a report that waits',
			async reach(page) {
				await press(page, 'new_send');
				await heading(page, 'report_sent_title');
			}
		},
		{
			name: 'what waits',
			async reach(page) {
				await goto(page, '/waiting');
				await expect(page.getByText('Kellari.')).toBeVisible();
			}
		},
		{
			name: 'logging out while something waits',
			async reach(page) {
				await goto(page, '/more');
				await press(page, 'log_out');
				await open(page);
			}
		},
		{
			name: 'a reply on a device that is full',
			async reach(page) {
				await goto(page, `/conversations/${conversation!.id}`);
				await page.evaluate(() => {
					const full = () => {
						throw new DOMException('', 'QuotaExceededError');
					};
					Object.assign(IDBObjectStore.prototype, { add: full, put: full });
				});
				await page.getByRole('textbox').fill('Kiitos.');
				await press(page, 'conversation_send');
				await expect(page.getByText(say('strip_storage_full'))).toBeVisible();
				await expect(page.getByRole('link', { name: say('storage_free_title') })).toBeVisible();
			}
		},
		{
			name: 'a bulletin in another language',
			async reach(page) {
				await page.context().setOffline(false);
				const [row] = await sql`
					update bulletins
					set title = title - ${language}::text, body = body - ${language}::text, version = version + 1
					where id = (select id from bulletins where published_at < now() order by published_at limit 1)
					returning id`;
				await goto(page, '/more');
				await press(page, 'more_update_now');
				await goto(page, `/bulletins/${row!.id}`);
				await expect(page.locator(`main [lang]:not([lang="${language}"])`).first()).toBeVisible();
			}
		},
		{
			name: 'a rescue plan that has changed',
			async reach(page) {
				await goto(page, '/rescue-plan');
				await expect(page.getByRole('navigation', { name: say('plan_contents') })).toBeVisible();
				await sql`
					insert into rescue_plans (id, building_id, version, published_on, changes, chapters, maps)
					select gen_random_uuid(), building_id, version + 1, current_date, changes,
						(select jsonb_agg(chapter || jsonb_build_object('changedIn', version + 1)) from jsonb_array_elements(chapters) chapter),
						maps
					from rescue_plans plan
					where version = (select max(version) from rescue_plans other where other.building_id = plan.building_id)`;
				await goto(page, '/more');
				await press(page, 'more_update_now');
				await expect(async () => {
					await goto(page, '/rescue-plan');
					await expect(page.getByRole('heading', { name: say('plan_changed_title') })).toBeVisible({
						timeout: 2000
					});
				}).toPass();
			}
		},
		{
			name: 'an addition to a report',
			async reach(page) {
				await goto(page, `/defect-reports/${report!.id}`);
				await press(page, 'add_title');
				await press(page, 'add_send');
			}
		},
		{
			name: 'a message without an answer',
			reach: (page) => submitEmpty(page, '/conversations/new', 'conversation_send')
		},
		{
			name: 'an order of keys',
			async reach(page) {
				await choose(page, 0, 6);
				await press(page, 'conversation_send');
			}
		},
		{
			name: 'a phone number that is none',
			async reach(page) {
				await goto(page, '/profile/contact-details');
				await page.locator('input[type="tel"]').first().fill('x');
				await press(page, 'save');
				await expect(page.locator('[aria-invalid="true"]').first()).toBeVisible();
			}
		},
		{
			name: 'a bank account without an answer',
			reach: (page) => submitEmpty(page, '/profile/bank-account', 'bank_account_save')
		},
		{
			name: 'a power of attorney without an answer',
			reach: (page) => submitEmpty(page, '/powers-of-attorney/new', 'powers_send')
		},
		{
			name: 'removing everything from the device',
			async reach(page) {
				await goto(page, '/more/storage');
				await press(page, 'storage_remove');
				await open(page);
			}
		}
	];

	const guardian: State[] = [
		{ name: 'a guardian without a home here', reach: (page) => goto(page, '/') },
		{
			name: 'a guardian who acts for a ward',
			async reach(page) {
				await page
					.getByRole('list', { name: say('acting_for') })
					.getByRole('button')
					.click();
				await expect(
					page.getByRole('status').getByRole('link', { name: say('acting_change') })
				).toBeVisible();
			}
		},
		{ name: 'a report for a ward', reach: (page) => goto(page, '/defect-reports/new') }
	];

	const beforeTheFirstDay: State[] = [
		{ name: 'home before the agreement starts', reach: (page) => goto(page, '/') },
		{ name: 'a page that is not open yet', reach: (page) => goto(page, '/defect-reports') }
	];

	const staff: State[] = [
		{ name: 'a queue in which nothing is found', reach: (page) => goto(page, '/staff?search=xyzzy') },
		{
			name: 'the keys of the queue',
			async reach(page) {
				await goto(page, '/staff');
				await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
				await expect(async () => {
					await page.keyboard.press('?');
					await expect(page.getByRole('dialog')).toBeVisible({ timeout: 1000 });
				}).toPass();
			}
		},
		{
			name: 'a case with all its forms open',
			async reach(page) {
				await goto(page, `/staff/defect-reports/${waitingReport!.id}`);
				await page.evaluate(() => {
					for (const details of document.querySelectorAll('details')) details.open = true;
				});
			}
		},
		{ name: 'a case that is not there', reach: (page) => goto(page, '/staff/defect-reports/0') }
	];

	return [
		{ states: anybody },
		{ email, states: resident },
		{ email: 'jari.heikkinen@example.com', states: guardian },
		{ email: 'sofia.ahonen@example.com', states: beforeTheFirstDay },
		{ email: 'sari.nieminen@example.fi', states: staff }
	];
}
