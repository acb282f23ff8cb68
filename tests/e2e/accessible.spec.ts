import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { demoPassword } from '../../src/lib/server/demo/logins';
import { home } from '../../scripts/folders';
import { expect, expectAccessible, logIn, test } from './support/journey';
import { everyPage, type Language } from './support/pages';

// Every page in every language, scheme and width is six hundred looks: `npm run test:accessibility`. Each of them in one
// look, in turn, is enough to see at every change that nothing broke.
const isThorough = process.env.THOROUGH === '1';

const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 800 };
type Look = [Language, 'light' | 'dark', typeof phone];
const some: Look[] = [
	['fi', 'light', phone],
	['sv', 'dark', phone],
	['en', 'dark', desktop]
];
const all = (['fi', 'sv', 'en'] as const).flatMap((language) =>
	(['light', 'dark'] as const).flatMap((scheme) =>
		[phone, desktop].map((viewport): Look => [language, scheme, viewport])
	)
);

test.describe.configure({ timeout: 300_000 });

for (const [turn, [language, colorScheme, viewport]] of (isThorough ? all : some).entries())
	test(`X2 no page violates WCAG 2.2 A or AA, and each fits: ${language}, ${colorScheme}, ${viewport.width} px`, async ({
		browser,
		portal
	}) => {
		const isMine = (_: string, index: number) => isThorough || index % some.length === turn;
		const groups = (await everyPage(portal, language)).map(({ email, paths }) => ({
			email,
			paths: paths.filter(isMine)
		}));
		await onEachPage(browser, portal.origin, groups, language, { colorScheme, viewport }, async (page) => {
			await expectAccessible(page);
			await expectToFitWhenEnlarged(page, viewport);
			await expectEdgesInForcedColours(page);
		});
	});

if (isThorough)
	test('X2 Lighthouse gives 100 for accessibility and best practices', async ({ portal }) => {
		test.setTimeout(1_800_000);
		const [anybody, resident] = await everyPage(portal, 'en');
		const audit = spawn(
			process.execPath,
			[
				join(home, 'tests/lighthouse/audit.js'),
				...[portal.origin, process.env.CHROMIUM_PATH!, resident!.email!, demoPassword],
				...[...anybody!.paths, '--', ...resident!.paths]
			],
			{ stdio: 'inherit' }
		);
		expect(await new Promise((ended) => audit.once('exit', ended))).toBe(0);
	});

/** Half the width with text as it is, which is 400 % zoom of a desktop; and text twice as large. */
async function expectToFitWhenEnlarged(page: Page, viewport: typeof phone) {
	await page.setViewportSize({ width: 320, height: 640 });
	await expectNoSidewaysScroll(page, 'at 320 px');
	await page.setViewportSize(viewport);
	await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
	await expectNoSidewaysScroll(page, 'with text of 200 %');
	await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
}

async function expectEdgesInForcedColours(page: Page) {
	await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
	expect(await edgeless(page), `controls without an edge on ${page.url()}`).toEqual([]);
	expect(await moving(page), `what moves on ${page.url()}`).toEqual([]);
	await page.emulateMedia({ forcedColors: null, reducedMotion: null });
}

async function onEachPage(
	browser: Browser,
	origin: string,
	groups: Awaited<ReturnType<typeof everyPage>>,
	language: Language,
	options: BrowserContextOptions,
	check: (page: Page) => Promise<void>
) {
	for (const { email, paths } of groups) {
		const context = await browser.newContext({
			timezoneId: 'Europe/Helsinki',
			locale: { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }[language],
			// The checker is a script of its own, which the page's policy would refuse.
			bypassCSP: true,
			...options
		});
		const page = await context.newPage();
		if (email) await logIn(page, email, { at: origin, language });
		for (const path of paths)
			await test.step(path, async () => {
				await page.goto(origin + path);
				await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
				await page.evaluate(() =>
					Promise.all(document.getAnimations().map((each) => each.finished.catch(() => undefined)))
				);
				await check(page);
			});
		await context.close();
	}
}

async function expectNoSidewaysScroll(page: Page, when: string) {
	const beyond = await page.evaluate(() => {
		const { clientWidth, scrollWidth } = document.documentElement;
		if (scrollWidth <= clientWidth) return [];
		return [...document.querySelectorAll('body *')]
			.filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
			.slice(0, 3)
			.map((element) => element.outerHTML.slice(0, 100));
	});
	expect.soft(beyond, `what reaches beyond the edge of ${page.url()} ${when}`).toEqual([]);
}

function edgeless(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll<HTMLElement>('input, textarea, select, button')]
			.filter((control) => control.checkVisibility() && !control.closest('nav, dialog:not([open])'))
			.filter((control) => {
				const style = getComputedStyle(control);
				const ownEdge = parseFloat(style.borderTopWidth) + parseFloat(style.outlineWidth || '0') > 0;
				const isDrawnByItself = style.appearance !== 'none' && /INPUT|SELECT/.test(control.tagName);
				const isWords = control.tagName === 'BUTTON' && style.textDecorationLine.includes('underline');
				return (
					!ownEdge &&
					!isDrawnByItself &&
					!isWords &&
					!control.querySelector('svg') &&
					parseFloat(style.opacity) > 0
				);
			})
			.map((control) => control.outerHTML.slice(0, 120))
	);
}

function moving(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		document
			.getAnimations()
			.filter(
				(each) => each.playState === 'running' && Number(each.effect?.getComputedTiming().duration) > 10
			)
			.map((each) => (each instanceof CSSAnimation ? each.animationName : 'a transition'))
	);
}
