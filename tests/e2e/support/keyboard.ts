import { expect, type Locator, type Page } from '@playwright/test';

// The keyboard as somebody uses it who has no mouse: Tab, arrows, Enter, Space. Each stop on the way has to be seen.

export async function press(page: Page, control: Locator): Promise<void> {
	await tabTo(page, control);
	await page.keyboard.press('Enter');
}

/** As `press`, for what is before the place where one is: the menu, the way back. */
export async function pressBefore(page: Page, control: Locator): Promise<void> {
	await tabTo(page, control, { key: 'Shift+Tab' });
	await page.keyboard.press('Enter');
}

/** Into the group by Tab, to the choice by the arrows, as radio buttons work. */
export async function choose(page: Page, choice: Locator): Promise<void> {
	const name = await choice.getAttribute('name');
	await tabTo(page, page.locator(`input[name="${name}"]:focus`), { visible: choice });
	if (await isFocused(choice)) await page.keyboard.press('Space');
	for (let presses = 0; presses < 30 && !(await choice.isChecked()); presses++)
		await page.keyboard.press('ArrowDown');
	await expect(choice).toBeChecked();
}

/** Into the field; what is in it is written over. */
export async function type(page: Page, field: Locator, text: string): Promise<void> {
	await tabTo(page, field);
	await page.keyboard.type(text);
}

export async function tabTo(
	page: Page,
	control: Locator,
	{ visible = control, key = 'Tab' }: { visible?: Locator; key?: 'Tab' | 'Shift+Tab' } = {}
): Promise<void> {
	await expect(visible).toBeVisible();
	for (let presses = 0; presses < 80; presses++) {
		if (await isFocused(control)) return;
		await page.keyboard.press(key);
		await expectSeen(page);
	}
	throw new Error('the keyboard does not get there');
}

function isFocused(control: Locator): Promise<boolean> {
	return control.evaluateAll((elements) => elements.some((element) => element === document.activeElement));
}

async function expectSeen(page: Page): Promise<void> {
	// Not by `poll` alone, which takes its time: what is asked at each stop is right at once, but while pages change.
	if ((await page.evaluate(faultOfFocus)) !== '')
		await expect.poll(() => page.evaluate(faultOfFocus), 'what has the focus is seen').toBe('');
}

/** Each stop has its ring, is on the screen, and under nothing that stays there (WCAG 2.4.7, 2.4.11). Runs in the page. */
function faultOfFocus(): string {
	const focused = document.activeElement;
	// Past the last stop and before the first; or the heading of a page that has come meanwhile.
	if (!focused || focused === document.body || focused.matches('[tabindex="-1"]')) return '';
	const label = focused.closest('label');
	const stop = label ?? focused;
	const said = stop.outerHTML.slice(0, 200);
	const isRinged = [focused, label, focused.nextElementSibling].some((each) => {
		const { outlineStyle, outlineWidth } = each ? getComputedStyle(each) : {};
		return outlineStyle === 'solid' && parseFloat(outlineWidth ?? '') >= 2;
	});
	// The button within a field for a date is the browser's own, and so is its ring.
	if (!isRinged && !focused.matches('[type=date]')) return `has no ring: ${said}`;
	const seen = [...stop.getClientRects()].flatMap(({ left, top, width, height }) =>
		[0.2, 0.5, 0.8].flatMap((across) =>
			[0.2, 0.5, 0.8].map((down) => {
				const hit = document.elementFromPoint(left + across * width, top + down * height);
				return hit !== null && stop.contains(hit);
			})
		)
	);
	// What is taller than the room may go on beyond it; of a text the browser shows the line that is written.
	const goesOn = focused.matches('textarea') || stop.getBoundingClientRect().height > innerHeight / 2;
	return (goesOn ? seen.some(Boolean) : seen.every(Boolean)) ? '' : `is hidden: ${said}`;
}
