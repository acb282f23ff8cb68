import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { demoPassword } from '../../src/lib/server/demo/logins';
import { home } from '../../scripts/folders';
import { violations } from './support/axe';
import { expect, logIn, test } from './support/journey';
import { everyPage, type Language } from './support/pages';
import { everyState } from './support/states';

// Every page in every language, scheme and width is eight hundred looks: `npm run test:accessibility`. Each of them in one
// look, in turn, is enough to see at every change that nothing broke.
const isThorough = process.env.THOROUGH === '1';

const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 800 };
const widths = [phone, desktop];
const languages: Language[] = ['fi', 'sv', 'en'];
type Scheme = 'light' | 'dark';
const schemes: Scheme[] = ['light', 'dark'];

test.describe.configure({ mode: 'parallel', timeout: isThorough ? 1_800_000 : 300_000 });

if (isThorough)
	for (const language of languages)
		for (const viewport of widths) {
			const look = `${language}, ${viewport.width} px, light and dark`;

			test(`X2 no page violates WCAG 2.2 A or AA, and each fits: ${look}`, async ({ browser, portal }) => {
				for (const { email, paths } of await everyPage(portal, language))
					await inABrowser(browser, portal.origin, { email, language, viewport }, async (page) => {
						for (const path of paths)
							await test.step(path, async () => {
								await page.goto(portal.origin + path);
								await expectGood(page, viewport, schemes);
							});
					});
			});

			test(`X2 no state of a page violates WCAG 2.2 A or AA, and each fits: ${look}`, async ({
				browser,
				ownPortal
			}) => {
				const portal = await ownPortal();
				for (const { email, states } of await everyState(portal, language))
					await inABrowser(browser, portal.origin, { email, language, viewport }, async (page) => {
						for (const { name, reach } of states)
							await test.step(name, async () => {
								await reach(page);
								await expectGood(page, viewport, schemes);
							});
					});
			});
		}
else
	for (const [turn, [language, scheme, viewport]] of (
		[
			['fi', 'light', phone],
			['sv', 'dark', phone],
			['en', 'dark', desktop]
		] as const
	).entries())
		test(`X2 no page violates WCAG 2.2 A or AA, and each fits: ${language}, ${scheme}, ${viewport.width} px`, async ({
			browser,
			portal
		}) => {
			for (const { email, paths } of await everyPage(portal, language))
				await inABrowser(browser, portal.origin, { email, language, viewport }, async (page) => {
					for (const path of paths.filter((_, index) => index % 3 === turn))
						await test.step(path, async () => {
							await page.goto(portal.origin + path);
							await expectGood(page, viewport, [scheme]);
						});
				});
		});

if (isThorough)
	test('X2 Lighthouse gives 100 for accessibility and best practices', async ({ portal }) => {
		test.setTimeout(3_600_000);
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

interface Visit {
	/** Who logs in; nobody, where it is left out. */
	email?: string;
	language: Language;
	viewport: typeof phone;
}

async function inABrowser(
	browser: Browser,
	origin: string,
	{ email, language, viewport }: Visit,
	look: (page: Page) => Promise<void>
) {
	const context = await browser.newContext({
		timezoneId: 'Europe/Helsinki',
		locale: { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }[language],
		viewport,
		// The checker is a script of its own, which the page's policy would refuse.
		bypassCSP: true
	});
	context.setDefaultTimeout(30_000);
	const page = await context.newPage();
	if (email) await logIn(page, email, { at: origin, language });
	await look(page);
	await context.close();
}

/** Whatever is wrong is told, and the next is looked at: a run of half an hour tells all that it finds. */
async function expectGood(page: Page, viewport: typeof phone, inSchemes: readonly Scheme[]) {
	await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
	for (const colorScheme of inSchemes) {
		await page.emulateMedia({ colorScheme });
		await atRest(page);
		expect.soft(await violations(page), `axe on ${page.url()}, ${colorScheme}`).toEqual([]);
	}
	await expectToFitWhenEnlarged(page, viewport);
	await expectEdgesInForcedColours(page);
}

/** Nothing changes any more, and nothing moves: parts of a page are loaded after it. */
async function atRest(page: Page) {
	await page.evaluate(
		() =>
			new Promise<void>((resolve) => {
				const quiet = 150;
				let timer = setTimeout(resolve, quiet);
				new MutationObserver(() => {
					clearTimeout(timer);
					timer = setTimeout(resolve, quiet);
				}).observe(document, { subtree: true, childList: true });
			})
	);
	await page.evaluate(() =>
		Promise.all(document.getAnimations().map((each) => each.finished.catch(() => undefined)))
	);
}

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
	expect.soft(await edgeless(page), `controls without an edge on ${page.url()}`).toEqual([]);
	expect.soft(await moving(page), `what moves on ${page.url()}`).toEqual([]);
	await page.emulateMedia({ forcedColors: null, reducedMotion: null });
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
