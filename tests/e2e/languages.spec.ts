import type { Locator, Page } from '@playwright/test';
import { demoPassword } from '../../src/lib/server/demo/logins';
import { gatherFaults } from './support/device';
import { expect, expectAccessible, test } from './support/journey';
import { choose, press, type } from './support/keyboard';
import { wordsIn } from './support/words';

// Three journeys in each language and without a mouse: on a phone with a keyboard, and at a desk.

const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 800 };
const people = {
	fi: { email: 'aino.virtanen@example.com', locale: 'fi-FI', viewport: phone, name: 'Aino' },
	sv: { email: 'erik.lindqvist@example.com', locale: 'sv-FI', viewport: desk, name: 'Erik' },
	en: { email: 'maria.silva@example.com', locale: 'en-GB', viewport: phone, name: 'Maria' }
};

for (const language of ['fi', 'sv', 'en'] as const)
	test(`X1 X2 B2 D1 M1 O3 the plan is read, a fault reported and a message written by keyboard alone: ${language}`, async ({
		browser,
		ownPortal
	}) => {
		const { email, name: callName, ...options } = people[language];
		const words = wordsIn(language);
		const portal = await ownPortal();
		const context = await browser.newContext({ timezoneId: 'Europe/Helsinki', ...options });
		const faults = gatherFaults(context);
		const page = await context.newPage();
		const heading = (name: string) => page.getByRole('heading', { name, exact: true });
		const radio = (name: string) => page.getByRole('radio', { name, exact: true });

		await test.step('logs in and reads the rescue plan', async () => {
			await page.goto(`${portal.origin}/log-in`);
			await type(page, page.getByLabel(words('log_in_email')), email);
			await type(page, page.getByLabel(words('log_in_password')), demoPassword);
			await page.keyboard.press('Enter');
			await expect(heading(words('home_hello').replace('{name}', callName))).toBeVisible();
			await expect(page.locator('html')).toHaveAttribute('lang', language);
			await press(page, page.getByRole('main').getByRole('link', { name: words('plan_title') }));
			await expect(heading(words('plan_title'))).toBeVisible();
			await expect(page.getByText(words('plan_shown_why'))).toBeVisible();
			await press(page, page.getByRole('link', { name: words('emergency'), exact: true }));
			await expect(heading(words('emergency_title'))).toBeVisible();
		});

		await test.step('reports a fault without a connection, and finds it waiting until there is one', async () => {
			const description = `${callName}: ${words('new_description_hint')}`;
			const goOn = () => press(page, page.getByRole('button', { name: words('continue') }));
			await page.waitForFunction(
				async () => (await navigator.serviceWorker.ready).active?.state === 'activated'
			);
			await context.setOffline(true);
			// The worker's page is the same for everybody, until the app says whose language it is in.
			await page.goto(portal.origin);
			await expect(heading(words('home_hello').replace('{name}', callName))).toBeVisible();
			await expect(page.locator('html')).toHaveAttribute('lang', language);
			await press(page, inMenu(page, words('nav_report')));
			await choose(page, radio(words('new_place_apartment')));
			await choose(page, radio(words('room_kitchen')));
			await goOn();
			await choose(page, radio(words('new_urgent_none')));
			await choose(page, radio(words('category_heating')));
			await goOn();
			await type(page, page.getByLabel(words('new_description')), description);
			await goOn();
			await choose(page, radio(words('new_master_key_no')));
			await goOn();
			await press(page, page.getByRole('button', { name: words('new_send') }));
			await expect(heading(words('report_sent_title'))).toBeVisible();
			await press(
				page,
				page.getByRole('status').getByRole('link', { name: words('strip_waiting').replace('{count}', '1') })
			);
			await expect(heading(words('item_reportDefect'))).toBeVisible();
			await expectAccessible(page);
			await context.setOffline(false);
			await expect(page.getByText(words('waiting_empty'))).toBeVisible();
			expect(await portal.sql`select 1 from defect_reports where description = ${description}`).toHaveLength(
				1
			);
		});

		await test.step('writes a message', async () => {
			const text = `${callName}: ${words('class_feedback')}`;
			await press(page, inMenu(page, words('nav_messages')));
			await press(page, page.getByRole('link', { name: words('conversations_new') }));
			await choose(page, radio(words('class_feedback')));
			await type(page, page.getByLabel(words('conversation_text')), text);
			await press(page, page.getByRole('button', { name: words('conversation_send') }));
			const said = page.getByRole('list', { name: words('conversation_messages') }).getByRole('listitem');
			await expect(said.filter({ hasText: text })).toContainText(words('trail_received'));
			expect(await portal.sql`select 1 from messages where text = ${text}`).toHaveLength(1);
		});
		await context.close();
		expect(faults).toEqual([]);
	});

test('X1 who the demo’s people are is said in the page’s language', async ({ browser, portal }) => {
	const lines = {
		fi: 'Aino Virtanen, päävuokralainen, suomeksi',
		sv: 'Aino Virtanen, huvudhyresgäst, på finska',
		en: 'Aino Virtanen, main tenant, in Finnish'
	};
	for (const language of ['fi', 'sv', 'en'] as const) {
		const context = await browser.newContext({ locale: people[language].locale });
		const page = await context.newPage();
		await page.goto(`${portal.origin}/log-in`);
		await page.getByRole('link', { name: lines[language] }).click();
		await expect(page.getByLabel(wordsIn(language)('log_in_email'), { exact: true })).toHaveValue(
			people.fi.email
		);
		await context.close();
	}
});

function inMenu(page: Page, name: string): Locator {
	return page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${name}`) });
}
