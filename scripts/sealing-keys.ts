import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	writeSync
} from 'node:fs';
import { join } from 'node:path';
import { newSealingKey, parseSealingKeys, SealingKeysRefused } from '$lib/server/sealing';
import { CannotStart } from './lifetime';

export interface KeyPlace {
	/** whether the database is the packaged one, whose keys lie beside it */
	embedded: boolean;
	dataFolder: string;
}

/**
 * SEALING_KEYS, else those that the packaged database's folder keeps, made at its first start.
 * @throws CannotStart where there are none: without them nothing sealed would ever open again
 */
export function findSealingKeys({ embedded, dataFolder }: KeyPlace): string {
	const given = process.env.SEALING_KEYS ?? '';
	if (given || !embedded) return checked(given);
	const file = keyFile(dataFolder);
	if (!existsSync(file)) writeKeys(file, newSealingKey('1'));
	return checked(readFileSync(file, 'utf8').trim());
}

/** Puts a new key before those in the data folder. */
export function addSealingKey(dataFolder: string): void {
	const before = findSealingKeys({ embedded: true, dataFolder });
	const ids = parseSealingKeys(before).map(({ id }) => id);
	const id = Array.from({ length: ids.length + 1 }, (_, i) => String(i + 1)).find(
		(each) => !ids.includes(each)
	);
	writeKeys(keyFile(dataFolder), `${newSealingKey(id!)},${before}`);
}

const keyFile = (dataFolder: string) => join(dataFolder, 'sealing-keys');

function checked(keys: string): string {
	try {
		parseSealingKeys(keys);
		return keys;
	} catch (error) {
		if (error instanceof SealingKeysRefused) throw new CannotStart(error.message);
		throw error;
	}
}

/** On the disk before anything is sealed with it: after a power cut the key must not be what is missing. */
function writeKeys(file: string, keys: string) {
	mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
	const unfinished = `${file}.${process.pid}`;
	const open = openSync(unfinished, 'w', 0o600);
	writeSync(open, `${keys}\n`);
	fsyncSync(open);
	closeSync(open);
	renameSync(unfinished, file);
}
