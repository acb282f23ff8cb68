import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newSealingKey, parseSealingKeys } from '$lib/server/sealing';
import { CannotStart } from './lifetime';
import { addSealingKey, findSealingKeys } from './sealing-keys';

let dataFolder: string;
beforeEach(() => {
	dataFolder = mkdtempSync(join(tmpdir(), 'kellari-sealing-'));
	vi.stubEnv('SEALING_KEYS', '');
});
afterEach(() => {
	rmSync(dataFolder, { recursive: true, force: true });
	vi.unstubAllEnvs();
});

const ids = (keys: string) => parseSealingKeys(keys).map(({ id }) => id);

test('a database of somebody’s own and no keys: it does not start, and says what to do', () => {
	const find = () => findSealingKeys({ embedded: false, dataFolder });
	expect(find).toThrow(CannotStart);
	expect(find).toThrow(/npm run make-keys/);
});

test('keys that are none are refused before anything starts', () => {
	vi.stubEnv('SEALING_KEYS', 'a:short');
	expect(() => findSealingKeys({ embedded: true, dataFolder })).toThrow(CannotStart);
});

test('the packaged database has a key of its own, made once and for its owner alone', () => {
	const first = findSealingKeys({ embedded: true, dataFolder });
	expect(ids(first)).toEqual(['1']);
	expect(findSealingKeys({ embedded: true, dataFolder })).toBe(first);
	if (process.platform !== 'win32')
		expect(statSync(join(dataFolder, 'sealing-keys')).mode & 0o777).toBe(0o600);
});

test('keys that are given count for the packaged database too', () => {
	const given = newSealingKey('given');
	vi.stubEnv('SEALING_KEYS', given);
	expect(findSealingKeys({ embedded: true, dataFolder })).toBe(given);
});

test('a new key seals, and the earlier ones still open', () => {
	const before = findSealingKeys({ embedded: true, dataFolder });
	addSealingKey(dataFolder);
	const after = findSealingKeys({ embedded: true, dataFolder });
	expect(ids(after)).toEqual(['2', '1']);
	expect(after.endsWith(before)).toBe(true);
});

test('a key file that was damaged is told of, and not replaced', () => {
	const file = join(dataFolder, 'sealing-keys');
	writeFileSync(file, 'half of a ke');
	expect(() => findSealingKeys({ embedded: true, dataFolder })).toThrow(CannotStart);
	expect(readFileSync(file, 'utf8')).toBe('half of a ke');
});
