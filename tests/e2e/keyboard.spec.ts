import type { Locator, Page } from '@playwright/test';
import { demoPassword } from '../../src/lib/server/demo/logins';
import { lines } from '../support/network-proxy';
import type { Device } from './support/device';
import { expect, test } from './support/journey';
import { choose, press, pressBefore, tabTo, type } from './support/keyboard';

// What the journeys of the other files do with a finger, without one: on a phone with a keyboard. Wherever something goes
// away with what was done, the focus goes where one reads on, and each stop on the way is seen (support/keyboard.ts).

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
const inMain = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('link', { name });
const inDialog = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name });

function inMenu(page: Page, name: string): Locator {
	return page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${name}`) });
}

async function arrive(phone: Device): Promise<void> {
	const { page } = phone;
	await phone.goto('/log-in');
	await type(page, page.getByLabel('E-mail'), 'aino.virtanen@example.com');
	await type(page, page.getByLabel('Password'), demoPassword);
	await page.keyboard.press('Enter');
	await expect(heading(page, 'Hei, Aino')).toBeVisible({ timeout: 20_000 });
	await phone.isReadyForOffline();
}

test('D3 D4 D5 X2 by keyboard alone a report is opened again, added to and withdrawn, and a neighbour’s followed', async ({
	ownPortal,
	phoneTo
}) => {
	const portal = await ownPortal();
	await portal.sql`
		update defect_reports set state = 'done', done_at = now() where description like 'Kylpyhuoneen hana tippuu%'`;
	const phone = await phoneTo(portal);
	const { page } = phone;
	const title = page.getByRole('heading', { level: 1 });
	const said = page.getByRole('list', { name: 'Näin asia etenee' }).getByRole('listitem');
	await arrive(phone);
	await phone.goOffline();

	await test.step('not fixed', async () => {
		await press(page, inMenu(page, 'Lisää'));
		await expect(title).toHaveText('Lisää');
		await press(page, inMain(page, 'Vikailmoitukset'));
		await press(page, inMain(page, /Vesi ja viemäri, kylpyhuone/));
		await press(page, button(page, 'Ei ole kunnossa'));
		const field = page.getByLabel('Mikä on yhä vialla?');
		await expect(field).toBeFocused();
		await press(page, button(page, 'Avaa ilmoitus uudelleen'));
		await expect(page.getByText('Kerro, mikä on yhä vialla.')).toBeVisible();
		await expect(field).toBeFocused();
		await page.keyboard.type('Tippuu taas.');
		await press(page, button(page, 'Avaa ilmoitus uudelleen'));
		await expect(said.filter({ hasText: 'Tippuu taas.' })).toBeVisible();
		await expect(field).toBeHidden();
		await expect(title).toBeFocused();
	});

	await test.step('an addition', async () => {
		await press(page, button(page, 'Lisää tietoa tai kuva'));
		const field = page.getByLabel('Viestisi huollolle');
		await expect(field).toBeFocused();
		await page.keyboard.type('Luonnos.');
		await press(page, button(page, 'Hylkää luonnos'));
		await press(page, inDialog(page, 'Pidä luonnos'));
		await expect(button(page, 'Hylkää luonnos')).toBeFocused();
		await page.keyboard.press('Enter');
		await press(page, inDialog(page, 'Hylkää luonnos'));
		await expect(button(page, 'Hylkää luonnos')).toBeHidden();
		await expect(field).toBeFocused();
		await page.keyboard.type('Tulkaa illalla.');
		await press(page, button(page, 'Lähetä'));
		await expect(said.filter({ hasText: 'Tulkaa illalla.' })).toBeVisible();
		await expect(button(page, 'Lähetä')).toBeFocused();
	});

	await test.step('withdrawn', async () => {
		await press(page, button(page, 'Peru ilmoitus'));
		await press(page, inDialog(page, 'Pidä ilmoitus'));
		await expect(button(page, 'Peru ilmoitus')).toBeFocused();
		await page.keyboard.press('Enter');
		await press(page, inDialog(page, 'Peru ilmoitus'));
		await expect(said.filter({ hasText: 'Ilmoitus peruttu' })).toBeVisible();
		await expect(button(page, 'Peru ilmoitus')).toBeHidden();
		await expect(title).toBeFocused();
	});

	await test.step('followed instead of reported, and no longer', async () => {
		const radio = (name: string) => page.getByRole('radio', { name, exact: true });
		await pressBefore(page, inMenu(page, 'Ilmoita'));
		await choose(page, page.getByRole('radio', { name: 'Yhteisessä tilassa' }));
		await choose(page, radio('Pesutupa'));
		await press(page, button(page, 'Jatka'));
		await choose(page, page.getByRole('radio', { name: 'Ei mikään näistä' }));
		await choose(page, radio('Sauna ja pesula'));
		await press(page, button(page, 'Jatka'));
		await press(page, button(page, 'Seuraa tätä ilmoitusta'));
		await expect(page.getByRole('heading', { name: 'Seuraat tätä vikaa' })).toBeVisible();
		await expect(title).toBeFocused();
		await press(page, button(page, 'Lopeta seuraaminen'));
		await expect(button(page, 'Seuraa tätä')).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(button(page, 'Lopeta seuraaminen')).toBeFocused();
	});

	phone.network.use(lines.clean);
	await phone.goOnline();
	await expect
		.poll(() => portal.sql`select text from defect_entries where text in ('Tippuu taas.', 'Tulkaa illalla.')`)
		.toHaveLength(2);
	await expect.poll(() => portal.sql`select 1 from defect_follows where following`).not.toHaveLength(0);
});

test('B4 P1 X1 A13 O9 X2 by keyboard alone: the archive, the profile, a power of attorney, logging out', async ({
	ownPortal,
	phoneTo
}) => {
	const portal = await ownPortal();
	const phone = await phoneTo(portal);
	const { page } = phone;
	const title = page.getByRole('heading', { level: 1 });
	await arrive(phone);

	await test.step('a bulletin of the archive', async () => {
		await press(page, inMenu(page, 'Talo'));
		await expect(title).toHaveText('Talo');
		await press(page, inMain(page, /Tiedotteet/));
		await press(page, page.getByRole('region', { name: 'Arkisto' }).getByRole('link').last());
		await expect(page.getByText(/Päättyi /)).toBeVisible();
		await expect(title).toBeFocused();
	});

	await test.step('contact details', async () => {
		await pressBefore(page, inMenu(page, 'Lisää'));
		await press(page, inMain(page, 'Omat tiedot'));
		await press(page, inMain(page, 'Muuta yhteystietoja'));
		await type(page, page.getByLabel('Puhelin', { exact: true }), '044 987 6543');
		await tabTo(page, page.getByLabel('Posti tulee muualle kuin kotiin'));
		await page.keyboard.press('Space');
		await press(page, button(page, 'Tallenna'));
		await expect(page.getByRole('alert')).toBeFocused();
		await press(page, page.getByRole('link', { name: 'Kirjoita katuosoite.' }));
		await expect(page.getByLabel('Katuosoite')).toBeFocused();
		await page.keyboard.type('PL 5');
		await type(page, page.getByLabel('Postinumero'), '00101');
		await type(page, page.getByLabel('Postitoimipaikka'), 'Helsinki');
		await page.keyboard.press('Enter');
		await expect(page.getByText('PL 5, 00101 Helsinki')).toBeVisible();
		await expect(title).toBeFocused();
	});

	await test.step('the language, there and back', async () => {
		await choose(page, page.getByRole('radio', { name: 'Svenska' }));
		await expect(title).toHaveText('Mina uppgifter');
		await expect(page.getByRole('radio', { name: 'Svenska' })).toBeFocused();
		await choose(page, page.getByRole('radio', { name: 'Suomi' }));
		await expect(title).toHaveText('Omat tiedot');
		await expect(page.getByRole('radio', { name: 'Suomi' })).toBeFocused();
	});

	await test.step('a power of attorney, given and taken back', async () => {
		await pressBefore(page, inMenu(page, 'Lisää'));
		await press(page, inMain(page, 'Valtakirjat'));
		await press(page, inMain(page, 'Anna valtakirja'));
		await type(page, page.getByLabel('Kenelle annat valtakirjan?'), 'Tiina Tuntematon');
		await type(page, page.getByLabel('Hänen sähköpostiosoitteensa'), 'tiina.tuntematon@example.org');
		await tabTo(page, page.getByRole('checkbox', { name: 'Viestit' }));
		await page.keyboard.press('Space');
		await type(page, page.getByLabel('Oma salasanasi'), demoPassword);
		await press(page, button(page, 'Lähetä pyyntö'));
		await expect(page.getByText(/^Pyyntö on lähetetty: Tiina/)).toBeVisible();
		await expect(title).toBeFocused();
		const takeBack = button(page, 'Peru pyyntö: Tiina Tuntematon');
		await press(page, takeBack);
		await press(page, inDialog(page, 'Älä päätä'));
		await expect(takeBack).toBeFocused();
		await page.keyboard.press('Enter');
		await press(page, inDialog(page, 'Peru pyyntö'));
		await expect(page.getByText('Päättynyt')).toBeVisible();
		await expect(page.getByText(/^Pyyntö on lähetetty/)).toBeHidden();
		await expect(title).toBeFocused();
	});

	await test.step('logging out', async () => {
		await pressBefore(page, inMenu(page, 'Lisää'));
		await press(page, button(page, 'Kirjaudu ulos'));
		await press(page, inDialog(page, 'Pysy kirjautuneena'));
		await expect(button(page, 'Kirjaudu ulos')).toBeFocused();
		await page.keyboard.press('Enter');
		await press(page, inDialog(page, 'Kirjaudu ulos'));
		await expect(page).toHaveURL(`${portal.origin}/`);
		await press(page, inMain(page, 'Kirjaudu sisään'));
		await expect(page.getByLabel('Sähköposti')).toBeVisible();
	});
	expect(await portal.sql`select phone from profiles where phone = '044 987 6543'`).toHaveLength(1);
});
