import { readFileSync } from 'node:fs';
import { expect, expectAccessible, test } from './support/journey';
import { bomb, photo } from './support/photos';
import { arrive } from './support/residents';

test('D1 a photo that can’t be used is said at the photo, and the report goes on without it', async ({
	phone,
	portal
}) => {
	const description = 'The balcony door does not shut.';
	await arrive(phone, 'maria');
	const { page } = phone;
	await page.getByRole('navigation').getByRole('link', { name: 'Report' }).click();
	await page.getByRole('radio', { name: 'In the apartment' }).check();
	await page.getByRole('radio', { name: 'Balcony' }).check();
	await page.getByRole('button', { name: 'Continue' }).click();
	await page.getByRole('radio', { name: 'None of these' }).check();
	await page.getByRole('radio', { name: 'Windows and balcony' }).check();
	await page.getByRole('button', { name: 'Continue' }).click();
	await page.getByLabel('What has happened?').fill(description);

	const problem = page.getByRole('alert');
	const unusable = [
		{
			file: { name: 'half.jpg', mimeType: 'image/jpeg', buffer: halfOf(photo('phone-12mp.jpg')) },
			says: 'half.jpg: the picture is damaged'
		},
		{ file: photo('iphone.heic'), says: 'iphone.heic: this browser can’t open HEIC pictures' },
		{
			file: { name: 'huge.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(40_000_001, 0xff) },
			says: 'huge.jpg: the file is too large'
		},
		{
			file: { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('Buy milk.') },
			says: 'notes.jpg: this file is not a picture'
		},
		{
			file: { name: 'bomb.png', mimeType: 'image/png', buffer: bomb(30_000, 30_000) },
			says: 'bomb.png: the picture has too many pixels'
		}
	];
	for (const { file, says } of unusable) {
		await page.getByLabel('Choose photos').setInputFiles(file);
		await expect(problem).toContainText(says, { timeout: 15_000 });
		await expect(problem.getByRole('listitem')).toHaveCount(1);
	}
	await expectAccessible(page);
	// A scratch that the browser can show all the same is no reason to refuse what somebody saw.
	await page.getByLabel('Choose photos').setInputFiles([photo('rotated-6.jpg'), photo('corrupted.jpg')]);
	await expect(page.getByText(/^2 photos, /)).toBeVisible({ timeout: 15_000 });
	await expect(problem).toBeHidden();

	await page.getByRole('button', { name: 'Continue' }).click();
	await page.getByRole('radio', { name: 'No, agree a time first' }).check();
	await page.getByRole('button', { name: 'Continue' }).click();
	await page.getByRole('button', { name: 'Send the report' }).click();
	await expect(
		page.getByRole('list', { name: 'Where this is' }).locator('[aria-current=step]')
	).toContainText('Received');

	const photos = () => portal.sql`
		select attachment.state, attachment.width < attachment.height as upright
		from attachments attachment join defect_reports report on report.id = attachment.subject_id
		where report.description = ${description}
		order by attachment.position`;
	await expect.poll(photos).toEqual([
		{ state: 'ready', upright: true },
		{ state: 'ready', upright: false }
	]);
});

function halfOf(file: string): Buffer {
	const whole = readFileSync(file);
	return whole.subarray(0, whole.length / 2);
}
