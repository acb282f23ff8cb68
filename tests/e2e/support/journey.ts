import { type BrowserContext, expect, test as base, type Page } from '@playwright/test';
import { demoPassword } from '../../../src/lib/server/demo/logins';
import { violations } from './axe';
import { Device, gatherFaults } from './device';
import { Portal, type PortalOptions } from './portal';
import { giveCode, isStaff } from './second-factor';

interface JourneyFixtures {
	/** A phone that has never been here, on a clean line. */
	phone: Device;
	/** A portal that nobody else uses, on request with the demo's bank, for a test that breaks, fills or updates it, or changes what others count on. */
	ownPortal: (options?: PortalOptions) => Promise<Portal>;
	/** A phone of its own line to the portal that is named. */
	phoneTo: (portal: Portal) => Promise<Device>;
	/** The staff's browser at the office of a portal, on a good line. */
	officeOf: (portal: Portal) => Promise<Page>;
}

/** A portal for each worker; a test that breaks or fills it opens its own. */
export const test = base.extend<JourneyFixtures, { portal: Portal }>({
	portal: [
		// Playwright wants a pattern here, though nothing is needed of it.
		async ({ launchOptions: _ }, use) => {
			const portal = await Portal.open();
			await use(portal);
			await portal.close();
		},
		{ scope: 'worker', timeout: 60_000 }
	],
	ownPortal: async ({ launchOptions: _ }, use) => {
		const portals: Portal[] = [];
		await use(async (options) => {
			const portal = await Portal.open(options);
			portals.push(portal);
			return portal;
		});
		await Promise.all(portals.map((portal) => portal.close()));
	},
	phoneTo: async ({ launchOptions }, use) => {
		const phones: Device[] = [];
		await use(async (portal) => {
			const phone = await Device.open(portal, launchOptions);
			phones.push(phone);
			return phone;
		});
		const faults = phones.flatMap((phone) => phone.faults);
		await Promise.all(phones.map((phone) => phone.remove()));
		expect(faults, 'faults in the console').toEqual([]);
	},
	phone: async ({ portal, phoneTo }, use) => use(await phoneTo(portal)),
	officeOf: async ({ browser }, use) => {
		const contexts: BrowserContext[] = [];
		const faults: string[] = [];
		await use(async (portal) => {
			const context = await browser.newContext({
				baseURL: portal.origin,
				locale: 'en-GB',
				timezoneId: 'Europe/Helsinki',
				viewport: { width: 1280, height: 800 }
			});
			contexts.push(context);
			gatherFaults(context, faults);
			return context.newPage();
		});
		await Promise.all(contexts.map((context) => context.close()));
		expect(faults, 'faults in the console').toEqual([]);
	}
});

export { expect };

const logIns = {
	en: { email: 'E-mail', password: 'Password', submit: 'Log in' },
	fi: { email: 'Sähköposti', password: 'Salasana', submit: 'Kirjaudu sisään' },
	sv: { email: 'E-post', password: 'Lösenord', submit: 'Logga in' }
};

/**
 * By the form that works without a script, the staff with the code of their phone. The page that comes is in the person's
 * own language.
 */
export async function logIn(
	page: Page,
	email: string,
	{ at = '', language = 'en' as keyof typeof logIns } = {}
): Promise<void> {
	const words = logIns[language];
	await page.goto(`${at}/log-in`);
	await page.getByLabel(words.email).fill(email);
	await page.getByLabel(words.password).fill(demoPassword);
	await page.getByRole('button', { name: words.submit, exact: true }).click();
	if (isStaff(email)) await giveCode(page, email, language);
}

/** WCAG 2.2 A and AA, by axe, on the page once it is there. */
export async function expectAccessible(page: Page): Promise<void> {
	await expect(page.locator('h1').first()).toBeVisible();
	expect(await violations(page), `axe on ${new URL(page.url()).pathname}`).toEqual([]);
}
