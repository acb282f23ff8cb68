// npm run make-keys -- [file]: keys for strong identification into a file that is not there yet, the public half for the
// broker beside it, and a new key for SEALING_KEYS on the screen.
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { newKeySet, readKeys } from '$lib/server/auth/identification/keys';
import { newSealingKey } from '$lib/server/sealing';

const today = new Date().toISOString().slice(0, 10);
const file = resolve(process.argv[2] ?? 'identification-keys.json');
const publicFile = file.replace(/(\.json)?$/, '.public.json');
const taken = [file, publicFile].find(existsSync);
if (taken) {
	console.error(
		`${taken} is there already, and keys are never overwritten. Name another file: npm run make-keys -- <file>`
	);
	process.exit(1);
}
writeFileSync(file, `${JSON.stringify(await newKeySet(today), null, '\t')}\n`, { mode: 0o600, flag: 'wx' });
const { publicSet } = await readKeys(file);
writeFileSync(publicFile, `${JSON.stringify(publicSet, null, '\t')}\n`, { flag: 'wx' });
console.log(`IDENTIFICATION_KEYS=${file}
  The portal's own keys: nobody else may read this file. The broker gets ${publicFile},
  or the address /identification/keys of the portal.

SEALING_KEYS=${newSealingKey(today)}
  For a portal that has none yet. Keep a copy apart from the database's backups: without it they can't be read.
  How to change keys without a pause is in docs/operations.md.`);
