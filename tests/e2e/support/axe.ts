import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe objects to on a page as it is now, with the elements. The app has no frames, which it would pass by. */
export async function violations(page: Page): Promise<string[]> {
	// Once for each document: it is two thirds of a megabyte to send and to read.
	if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
	return page.evaluate(async (tags) => {
		const { axe: checker } = globalThis as unknown as { axe: typeof axe };
		const { violations } = await checker.run({ runOnly: tags, resultTypes: ['violations'] });
		return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
	}, rules);
}
