import { hashPassword } from '$lib/server/auth/passwords';
import type { Sql } from '$lib/server/db';
import type { DemoCalendar } from '$lib/server/demo/calendar';
import { demoId, idOfBuilding } from '$lib/server/demo/ids';
import { demoPassword, demoTotpSecret } from '$lib/server/demo/logins';
import type { DemoPeople } from '$lib/server/demo/people';
import { demoStaff } from '$lib/server/demo/people/staff';
import type { Sealing } from '$lib/server/sealing';
import { insertRows } from './insert';

/** All demo accounts share one password and one hash of it: hashing is slow on purpose, and the first start is not. */
export async function fillAccounts(
	sql: Sql,
	{ people }: DemoPeople,
	calendar: DemoCalendar,
	sealing?: Sealing
): Promise<void> {
	const staff = Object.values(demoStaff);
	await insertRows(
		sql,
		'staff',
		staff.map(({ id, name, roles, houses: cared }) => ({
			id,
			name,
			shownName: name,
			roles,
			buildingIds: cared.map((key) => idOfBuilding(key))
		}))
	);
	const passwordHash = await hashPassword(demoPassword);
	const residents = people.filter(({ hasAccount }) => hasAccount);
	const holders = [
		...residents.map(({ id, email }) => ({ id, personId: id, staffId: null, email })),
		...staff.map(({ id, email }) => ({ id, personId: null, staffId: id, email }))
	];
	await insertRows(
		sql,
		'accounts',
		holders.map(({ id, ...holder }) => ({
			id: demoId('account', id),
			...holder,
			passwordHash,
			createdAt: calendar.at(-400, '12:00')
		}))
	);
	if (!sealing) return;
	await insertRows(
		sql,
		'staff_totp',
		staff.map(({ id }) => ({
			accountId: demoId('account', id),
			secretSealed: sealing.seal(demoTotpSecret, 'totp'),
			confirmedAt: calendar.at(-400, '12:00')
		}))
	);
}
