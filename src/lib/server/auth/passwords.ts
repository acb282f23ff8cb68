import { hash, verify } from '@node-rs/argon2';

// Argon2id (the library's default algorithm) with what OWASP's Password Storage Cheat Sheet asks for at least.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const atOnce = 4;

/** NFC: the same "ä" is one character from one keyboard and two from another. */
export function hashPassword(password: string): Promise<string> {
	return inTurn(() => hash(password.normalize('NFC'), cost));
}

/** Takes the same time for a user who isn't there: `null` is checked against a hash of the same cost that nothing matches. */
export async function isPasswordOf(passwordHash: string | null, password: string): Promise<boolean> {
	const against = passwordHash ?? (await nobodysHash());
	const matches = await inTurn(() => verify(against, password.normalize('NFC')));
	return matches && passwordHash !== null;
}

let nobodys: Promise<string> | undefined;
function nobodysHash(): Promise<string> {
	return (nobodys ??= hashPassword(crypto.randomUUID()));
}
let running = 0;
const waiting: (() => void)[] = [];

/** Each takes 19 MB and a core: a crowd that logs in at once must leave room for everybody else's requests. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (running >= atOnce) await new Promise<void>((next) => waiting.push(next));
	else running++;
	try {
		return await work();
	} finally {
		// The place is handed on, so that nobody slips in between.
		const next = waiting.shift();
		if (next) next();
		else running--;
	}
}

// Made at the start: the first unknown user would else wait twice as long as a known one.
void nobodysHash();
