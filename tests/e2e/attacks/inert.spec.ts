import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { hostileTexts } from '../../support/hostile-texts';
import { expect, logIn, test } from '../support/journey';
import { arrive } from '../support/residents';
import type { Portal } from '../support/portal';

/** What a database can hold of them, by what they are aimed at. */
const texts = Object.entries(hostileTexts)
	.filter(([aim]) => aim !== 'null' && aim !== 'loneSurrogate')
	.map(([, text]) => text.slice(0, 1500));

test('attack: what somebody wrote is shown as they wrote it, on the phone and at the desk, and does nothing', async ({
	ownPortal,
	phoneTo,
	officeOf
}) => {
	const portal = await ownPortal();
	const { conversation, report } = await write(portal);
	const phone = await phoneTo(portal);
	await arrive(phone, 'aino');
	for (const path of [
		`/conversations/${conversation}`,
		`/defect-reports/${report}`,
		'/conversations',
		'/profile'
	])
		await test.step(path, async () => {
			await phone.goto(path);
			await expect(phone.page.getByRole('main')).toContainText(
				path.includes(conversation) || path === '/profile' ? 'owned' : /\S/
			);
			await expectInert(phone.page);
		});
	await phone.goto(`/conversations/${conversation}`);
	await expectShown(phone.page);

	const desk = await officeOf(portal);
	await logIn(desk, 'sari.nieminen@example.fi');
	await expect(desk).toHaveURL(/\/staff/);
	for (const path of [
		'/staff?search=%3Cscript%3E',
		`/staff/conversations/${conversation}`,
		`/staff/defect-reports/${report}`
	])
		await test.step(path, async () => {
			await desk.goto(portal.origin + path);
			await expectInert(desk);
		});
	await desk.goto(`${portal.origin}/staff/conversations/${conversation}`);
	await expectShown(desk);
});

/** Aino's, as if each text had come by a mutation, which keeps them as they are. */
async function write({ sql }: Portal): Promise<{ conversation: string; report: string }> {
	const [aino] = await sql`
		select person_id, sync_scope_for('person', person_id) as scope, home.apartment_id, staircase.building_id
		from accounts join tenancies home using (person_id)
		join apartments on apartments.id = home.apartment_id join staircases staircase on staircase.id = apartments.staircase_id
		where email = 'aino.virtanen@example.com' limit 1`;
	const { scope, apartment_id: apartment, building_id: building } = aino!;
	const [conversation, report] = [randomUUID(), randomUUID()];
	await sql`
		insert into conversations (scope_id, id, classification, subject, last_message_at)
		values (${scope}, ${conversation}, 'feedback', ${hostileTexts.attribute}, now())`;
	for (const text of texts)
		await sql`
			insert into messages (scope_id, id, conversation_id, by, author_name, text, written_at, arrived_at)
			values (${scope}, ${randomUUID()}, ${conversation}, 'resident', ${hostileTexts.script}, ${text}, now(), now())`;
	await sql`
		insert into defect_reports (scope_id, id, apartment_id, building_id, place, room, category, description, pets,
			good_times, master_key_allowed, state, reported_by, written_at, arrived_at)
		values (${scope}, ${report}, ${apartment}, ${building}, 'apartment', 'kitchen', 'heating', ${texts.join('\n')},
			${hostileTexts.attribute}, ${hostileTexts.script}, true, 'received', ${hostileTexts.script}, now(), now())`;
	const kin = { name: hostileTexts.script, phone: '040 123 4567' };
	await sql`update profiles set next_of_kin = ${sql.json(kin)} where id = ${aino!.person_id}`;
	return { conversation, report };
}

async function expectInert(page: Page) {
	const found = await page.evaluate(() => ({
		owned: 'owned' in globalThis,
		elements: document.querySelectorAll('img[src="x"], a[href^="javascript:"], [onerror], [onload]').length
	}));
	expect(found).toEqual({ owned: false, elements: 0 });
}

/** Word by word, as white space goes. */
async function expectShown(page: Page) {
	await expect(page.getByText('=HYPERLINK').first()).toBeVisible();
	const shown = plain(await page.locator('body').evaluate((body) => body.textContent));
	for (const text of texts) expect(shown).toContain(plain(text));
}

const plain = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();
