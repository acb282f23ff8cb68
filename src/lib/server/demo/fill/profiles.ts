import { randomUUID } from 'node:crypto';
import type { NextOfKin, PostalAddress } from '$lib/domain/profiles';
import type { Sql } from '$lib/server/db';
import type { DemoCalendar } from '$lib/server/demo/calendar';
import type { DemoPeople } from '$lib/server/demo/people';
import type { Sealing } from '$lib/server/sealing';
import { insertRows } from './insert';

interface Told {
	email: string;
	postalAddress?: PostalAddress;
	nextOfKin?: NextOfKin;
	/** Of the public test numbers. */
	iban?: string;
}

/** What some of the demo's people have said of themselves. */
const told: Told[] = [
	{
		email: 'aino.virtanen@example.com',
		nextOfKin: { name: 'Mikko Virtanen', phone: '040 555 0112' },
		iban: 'FI2112345600000785'
	},
	{
		email: 'erik.lindqvist@example.com',
		postalAddress: { street: 'PB 17', postalCode: '10901', city: 'Hangö', country: '' },
		nextOfKin: { name: 'Karin Lindqvist', phone: '040 555 0134' }
	},
	{ email: 'maria.silva@example.com', iban: 'FI5542345670000081' }
];

export async function fillProfiles(
	sql: Sql,
	{ people }: DemoPeople,
	calendar: DemoCalendar,
	sealing?: Sealing
): Promise<void> {
	for (const { email, postalAddress, nextOfKin, iban } of told) {
		const person = people.find((each) => each.email === email);
		if (!person) throw new Error(`nobody in the demo has the address ${email}`);
		await sql`
			update profiles set
				postal_address = ${postalAddress ? sql.json({ ...postalAddress }) : null},
				next_of_kin = ${nextOfKin ? sql.json({ ...nextOfKin }) : null}
			where id = ${person.id}`;
		if (!iban || !sealing) continue;
		const sealed = { ibanSealed: sealing.seal(iban, 'iban'), ibanLookup: sealing.lookup(iban, 'iban') };
		const row = { id: randomUUID(), personId: person.id, ...sealed, setAt: calendar.at(-200, '18:30') };
		await insertRows(sql, 'bank_accounts', [{ ...row, setBy: person.id }]);
	}
}
