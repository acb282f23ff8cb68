import { StaffDirectory } from '../support/staff-directory';
import { expect, expectAccessible, test } from './support/journey';

// The landlord's own provider is oidc-provider, with a page that asks who one is.

let directory: StaffDirectory;

test.beforeEach(async () => {
	directory = await StaffDirectory.open();
	directory.people = {
		kirsi: { name: 'Kirsi Laine', given_name: 'Kirsi', groups: ['toimisto'] },
		niko: { name: 'Niko Saari', given_name: 'Niko', groups: ['kahvihuone'] }
	};
});
test.afterEach(() => directory.close());

test('T1 staff come in by the landlord’s own provider, and whoever is none of them does not', async ({
	ownPortal,
	officeOf
}) => {
	const portal = await ownPortal({ environment: directory.environment });
	directory.serve(`${portal.origin}/log-in/staff/callback`);
	const [office, elsewhere] = [await officeOf(portal), await officeOf(portal)];
	const begin = async (page = office) => {
		await page.getByRole('link', { name: 'Staff: log in with your work account' }).click();
		await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible();
	};
	const failed = (page = office) =>
		page.getByRole('alert').filter({ hasText: 'Logging in with your work account did not work.' });

	await test.step('who turns round at the provider is where they were, and told so', async () => {
		await office.goto('/log-in?next=/staff/registers');
		await begin();
		await office.getByRole('link', { name: 'Cancel' }).click();
		await expect(failed()).toBeVisible();
		await expectAccessible(office);
	});

	await test.step('Niko of the coffee room has an account there, and no work here', async () => {
		await elsewhere.goto('/log-in');
		await begin(elsewhere);
		await elsewhere.getByRole('link', { name: 'Niko Saari' }).click();
		await expect(failed(elsewhere)).toBeVisible();
		await elsewhere.goto('/staff');
		await expect(elsewhere).toHaveURL(/\/log-in\?next=/);
	});

	await test.step('Kirsi of the office comes to the page that she asked for', async () => {
		await office.goto('/staff/powers-of-attorney');
		await begin();
		await office.getByRole('link', { name: 'Kirsi Laine' }).click();
		await expect(office).toHaveURL(/\/staff\/powers-of-attorney$/);
		await expect(office.getByText('Kirsi Laine').first()).toBeVisible();
		await office.goto('/staff');
		await expect(office.getByRole('list', { name: 'Work queue' })).toBeVisible();
		const [account] = await portal.sql`
			select a.password_hash, s.roles from staff s join accounts a on a.staff_id = s.id where s.name = 'Kirsi Laine'`;
		expect(account).toMatchObject({ password_hash: null, roles: ['customerService', 'propertyManager'] });
	});
});
