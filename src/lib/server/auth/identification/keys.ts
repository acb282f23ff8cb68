import { readFileSync } from 'node:fs';
import { IdentificationRefused } from './brokers';

// Our own keys, as the brokers know them: one that signs (request objects, client assertions) and one that ID tokens are
// encrypted to. While they are changed the set has more: the first `sig` key signs, every `enc` key opens.

export interface IdentificationKeys {
	signing: NamedKey;
	decrypting: NamedKey[];
	/** What the brokers are given. */
	publicSet: { keys: JsonWebKey[] };
}

interface NamedKey {
	kid: string;
	key: CryptoKey;
}

type PrivateJwk = JsonWebKey & { kid?: string };

const signature = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const encryption = { name: 'RSA-OAEP', hash: 'SHA-1' };

/** @param file a JSON Web Key Set with the private parts; @throws IdentificationRefused */
export async function readKeys(file: string): Promise<IdentificationKeys> {
	const { keys } = parseKeySet(file);
	const [signing] = await importAll(keys, 'sig', signature, ['sign']);
	const decrypting = await importAll(keys, 'enc', encryption, ['decrypt']);
	if (!signing || decrypting.length === 0)
		throw new IdentificationRefused(`${file} needs a key for signing and one for encryption. ${howToMake}`);
	return { signing, decrypting, publicSet: { keys: keys.map(publicPart) } };
}

/** Two RSA keys of 3072 bits. @param name goes into their ids: the day, for those who look at them later */
export async function newKeySet(name: string): Promise<{ keys: JsonWebKey[] }> {
	const size = { modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) };
	const make = async (algorithm: typeof signature, usages: KeyUsage[], use: string, alg: string) => {
		const pair = await crypto.subtle.generateKey({ ...algorithm, ...size }, true, usages);
		const jwk = await crypto.subtle.exportKey('jwk', pair.privateKey);
		// The usages of our half, which the public half has not.
		delete jwk.key_ops;
		delete jwk.ext;
		return { ...jwk, use, alg, kid: `${use}-${name}` };
	};
	return {
		keys: await Promise.all([
			make(signature, ['sign', 'verify'], 'sig', 'RS256'),
			make(encryption, ['encrypt', 'decrypt'], 'enc', 'RSA-OAEP')
		])
	};
}

function parseKeySet(file: string): { keys: PrivateJwk[] } {
	try {
		const set = JSON.parse(readFileSync(file, 'utf8')) as { keys?: PrivateJwk[] };
		if (Array.isArray(set.keys)) return { keys: set.keys };
	} catch (error) {
		// No such file, or no JSON: its text is nothing to show.
		if (!(error instanceof SyntaxError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
	}
	throw new IdentificationRefused(`IDENTIFICATION_KEYS: ${file} has no key set. ${howToMake}`);
}

const howToMake = 'Make one with "npm run make-keys".';

function importAll(
	keys: PrivateJwk[],
	use: 'sig' | 'enc',
	algorithm: typeof signature,
	usages: KeyUsage[]
): Promise<NamedKey[]> {
	return Promise.all(
		keys
			.filter((jwk) => jwk.use === use && jwk.d)
			.map(async ({ kid = use, ...jwk }) => {
				const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, usages);
				if ((key.algorithm as RsaHashedKeyAlgorithm).modulusLength < 2048)
					throw new IdentificationRefused(`The key ${kid} is shorter than 2048 bits. ${howToMake}`);
				return { kid, key };
			})
	);
}

function publicPart({ kty, n, e, use, alg, kid }: PrivateJwk): JsonWebKey {
	return { kty, n, e, use, alg, kid } as JsonWebKey;
}
