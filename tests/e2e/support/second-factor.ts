import { expect, type Page } from '@playwright/test';
import { totpCode, totpStep } from '../../../src/lib/server/auth/second-factor/totp';
import { demoLogins } from '../../../src/lib/server/demo/logins';

/** The last code that somebody used at a portal: each works once, as on a real phone. */
const used = new Map<string, number>();

const words = {
	en: { code: 'The code that the app shows', submit: 'Continue' },
	fi: { code: 'Sovelluksen näyttämä koodi', submit: 'Jatka' },
	sv: { code: 'Koden som appen visar', submit: 'Fortsätt' }
};

export function isStaff(email: string): boolean {
	return demoLogins.some((login) => login.email === email && login.totpSecret !== undefined);
}

/** Reads the next unused code from the demo's staff's phone and gives it. */
export async function giveCode(
	page: Page,
	email: string,
	language: keyof typeof words = 'en'
): Promise<void> {
	await page.getByLabel(words[language].code).fill(await nextCode(page, email));
	await page.getByRole('button', { name: words[language].submit, exact: true }).click();
}

export async function nextCode(page: Page, email: string): Promise<string> {
	const secret = demoLogins.find((login) => login.email === email)?.totpSecret;
	if (!secret) throw new Error(`${email} has no phone`);
	const key = `${new URL(page.url()).origin} ${email}`;
	const step = Math.max(totpStep(new Date()), (used.get(key) ?? 0) + 1);
	used.set(key, step);
	// A code is taken a step early; one that is further ahead is waited for.
	await expect.poll(() => totpStep(new Date()), { timeout: 60_000 }).toBeGreaterThanOrEqual(step - 1);
	return totpCode(secret, step);
}
