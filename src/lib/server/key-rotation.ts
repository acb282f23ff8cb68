import type { Database } from './db';
import type { SealedKind, Sealing } from './sealing';

interface SealedColumn {
	table: string;
	/** The table's primary key. */
	key: string;
	sealed: string;
	/** The keyed hash beside it, where it is looked up. */
	lookup?: string;
	what: SealedKind;
}

/** Every column that holds sealed values. `key-rotation.test.ts` finds one that is missing here. */
export const sealedColumns: SealedColumn[] = [
	{ table: 'people', key: 'id', sealed: 'hetu_sealed', lookup: 'hetu_lookup', what: 'hetu' },
	{ table: 'bank_accounts', key: 'id', sealed: 'iban_sealed', lookup: 'iban_lookup', what: 'iban' },
	{ table: 'identifications', key: 'id', sealed: 'identity_sealed', what: 'identity' },
	{ table: 'mails', key: 'id', sealed: 'data_sealed', what: 'mail' },
	{ table: 'staff_totp', key: 'account_id', sealed: 'secret_sealed', what: 'totp' },
	{ table: 'staff_totp', key: 'account_id', sealed: 'offered_sealed', what: 'totp' },
	{ table: 'staff_oidc_sessions', key: 'session_id', sealed: 'refresh_token_sealed', what: 'oidcToken' },
	{ table: 'staff_oidc_sessions', key: 'session_id', sealed: 'access_token_sealed', what: 'oidcToken' }
];

/**
 * Seals everything anew that the current key has not sealed, so that the earlier keys can go. In batches: residents' work
 * goes on meanwhile, and a run that was cut short goes on where it stopped.
 *
 * @returns how many values were sealed anew
 */
export async function rotateKeys(db: Database, sealing: Sealing, batch = 500): Promise<number> {
	let renewed = 0;
	for (const column of sealedColumns) {
		let inBatch: number;
		do {
			inBatch = await renewBatch(db, sealing, column, batch);
			renewed += inBatch;
		} while (inBatch === batch);
	}
	return renewed;
}

function renewBatch(
	db: Database,
	sealing: Sealing,
	{ table, key, sealed, lookup, what }: SealedColumn,
	batch: number
): Promise<number> {
	const { currentPrefix } = sealing;
	return db.begin(async (tx) => {
		const rows = await tx<{ rowKey: string; value: Buffer }[]>`
			select ${tx(key)} as row_key, ${tx(sealed)} as value from ${tx(table)}
			where substring(${tx(sealed)} from 1 for ${currentPrefix.length}) <> ${currentPrefix}
			order by ${tx(key)}
			limit ${batch}
			for no key update`;
		await Promise.all(
			rows.map(({ rowKey, value }) => {
				const text = sealing.unseal(value, what);
				const columns = {
					[sealed]: sealing.seal(text, what),
					...(lookup && { [lookup]: sealing.lookup(text, what) })
				};
				return tx`update ${tx(table)} set ${tx(columns)} where ${tx(key)} = ${rowKey}`;
			})
		);
		return rows.length;
	});
}
