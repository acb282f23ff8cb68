import { expect, type Locator, type Page } from '@playwright/test';

// The keyboard as somebody uses it who has no mouse: Tab, arrows, Enter, Space.

export async function press(page: Page, control: Locator): Promise<void> {
	await tabTo(page, control);
	await page.keyboard.press('Enter');
}

/** Into the group by Tab, to the choice by the arrows, as radio buttons work. */
export async function choose(page: Page, choice: Locator): Promise<void> {
	const name = await choice.getAttribute('name');
	await tabTo(page, page.locator(`input[name="${name}"]:focus`), choice);
	if (await isFocused(choice)) await page.keyboard.press('Space');
	for (let presses = 0; presses < 30 && !(await choice.isChecked()); presses++)
		await page.keyboard.press('ArrowDown');
	await expect(choice).toBeChecked();
}

export async function tabTo(page: Page, control: Locator, first: Locator = control): Promise<void> {
	await expect(first).toBeVisible();
	for (let presses = 0; presses < 80; presses++) {
		if ((await control.count()) > 0 && (await isFocused(control))) return;
		await page.keyboard.press('Tab');
	}
	throw new Error('the keyboard does not get there');
}

function isFocused(control: Locator): Promise<boolean> {
	return control.evaluate((element) => element === document.activeElement);
}
