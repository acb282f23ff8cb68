import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	createSecretKey,
	hkdfSync,
	randomBytes,
	type KeyObject
} from 'node:crypto';

// Identity codes, bank accounts and second factors are kept sealed in their columns: AES-256-GCM under a key that the
// database doesn't have. Beside a sealed value, where it has to be found again, lies a keyed hash.

export type SealedKind = 'hetu' | 'iban' | 'identity' | 'mail' | 'oidcToken' | 'totp';

export interface SealingKey {
	/** Short; it stands in every sealed value. */
	id: string;
	/** 32 bytes */
	secret: Buffer;
}

export interface Sealing {
	/** A sealed value opens only as what it was sealed as: one that was moved to another column doesn't. */
	seal(text: string, what: SealedKind): Buffer;
	/** @throws CannotUnseal */
	unseal(sealed: Uint8Array, what: SealedKind): string;
	/** What a value is looked up by, of its normal form (`parseHetu(…).code`): the same text, the same hash. */
	lookup(text: string, what: SealedKind): Buffer;
	/** `lookup` under every key, the current one first: while keys are rotated, a row may still have an earlier one's. */
	lookups(text: string, what: SealedKind): Buffer[];
	/** How every value begins that the current key has sealed. */
	currentPrefix: Buffer;
}

/** Without the text and without the key: what was sealed by a key that isn't there, or was tampered with. */
export class CannotUnseal extends Error {}

/** Settings that keep the server from starting; the message tells a person what to do. */
export class SealingKeysRefused extends Error {}

const format = 1;
const [ivLength, tagLength] = [12, 16];

/** @param keys the first one seals, all of them open */
export function sealingFrom(keys: readonly SealingKey[]): Sealing {
	const [current] = keys;
	if (!current) throw new SealingKeysRefused('There is no key to seal with.');
	const derived = new Map(keys.map((key) => [key.id, derive(key)]));
	const prefixOf = (id: string) => Buffer.from([format, id.length, ...Buffer.from(id)]);
	const lookupBy = ({ hashing }: Derived, text: string, what: SealedKind) =>
		createHmac('sha256', hashing).update(`${what}\n${text}`).digest();

	return {
		currentPrefix: prefixOf(current.id),
		seal(text, what) {
			const prefix = prefixOf(current.id);
			const iv = randomBytes(ivLength);
			const cipher = createCipheriv('aes-256-gcm', derived.get(current.id)!.sealing, iv);
			cipher.setAAD(associated(prefix, what));
			const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
			return Buffer.concat([prefix, iv, cipher.getAuthTag(), sealed]);
		},
		unseal(sealed, what) {
			const { prefix, id, iv, tag, body } = partsOf(Buffer.from(sealed));
			const key = derived.get(id);
			if (!key) throw new CannotUnseal(`No key ${id} to open ${what} with`);
			const decipher = createDecipheriv('aes-256-gcm', key.sealing, iv, { authTagLength: tagLength });
			decipher.setAAD(associated(prefix, what));
			decipher.setAuthTag(tag);
			try {
				return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
			} catch (error) {
				// Node's only word for a wrong key, tampering and another column's value alike.
				throw new CannotUnseal(`A sealed ${what} does not open`, { cause: error });
			}
		},
		lookup: (text, what) => lookupBy(derived.get(current.id)!, text, what),
		lookups: (text, what) => [...derived.values()].map((key) => lookupBy(key, text, what))
	};
}

/** How the registers keep an identity code. @param code as `parseHetu` gives it */
export function sealedHetu(sealing: Sealing, code: string) {
	return { hetuSealed: sealing.seal(code, 'hetu'), hetuLookup: sealing.lookup(code, 'hetu') };
}

/** @param text `id:base64,id:base64`, as in SEALING_KEYS; @throws SealingKeysRefused */
export function parseSealingKeys(text: string): SealingKey[] {
	const keys = text
		.split(',')
		.map((each) => each.trim())
		.filter(Boolean)
		.map((each) => {
			const [, id, encoded] = /^([\w-]{1,32}):([A-Za-z0-9+/]{43}=?)$/.exec(each) ?? [];
			if (!id || !encoded)
				throw new SealingKeysRefused(
					'SEALING_KEYS is a list of id:key with a comma between, each key 32 bytes in base64.'
				);
			return { id, secret: Buffer.from(encoded, 'base64') };
		});
	if (keys.length === 0) throw new SealingKeysRefused(howToMakeKeys);
	const twice = keys.find(({ id }, i) => keys.findIndex((other) => other.id === id) !== i);
	if (twice) throw new SealingKeysRefused(`SEALING_KEYS has the id ${twice.id} twice.`);
	return keys;
}

export function newSealingKey(id: string): string {
	return `${id}:${randomBytes(32).toString('base64')}`;
}

const howToMakeKeys =
	'SEALING_KEYS is not set. Identity codes and bank accounts are encrypted with it, and Kellari keeps keys of its own ' +
	'only for a database of its own. Make one with "npm run make-keys", set it, and keep a copy apart from the database’s backups.';

/** As objects: of bytes one would be made at each call, which costs several times what the call does with it. */
interface Derived {
	sealing: KeyObject;
	hashing: KeyObject;
}

function derive({ secret }: SealingKey): Derived {
	const part = (purpose: string) =>
		createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `kellari ${purpose}`, 32)));
	return { sealing: part('sealing'), hashing: part('lookup') };
}

function associated(prefix: Buffer, what: SealedKind): Buffer {
	return Buffer.concat([prefix, Buffer.from(what)]);
}

function partsOf(sealed: Buffer) {
	const prefixLength = 2 + (sealed[1] ?? 0);
	if (sealed[0] !== format || sealed.length < prefixLength + ivLength + tagLength)
		throw new CannotUnseal('This is no sealed value');
	const [ivEnd, tagEnd] = [prefixLength + ivLength, prefixLength + ivLength + tagLength];
	return {
		prefix: sealed.subarray(0, prefixLength),
		id: sealed.subarray(2, prefixLength).toString(),
		iv: sealed.subarray(prefixLength, ivEnd),
		tag: sealed.subarray(ivEnd, tagEnd),
		body: sealed.subarray(tagEnd)
	};
}
