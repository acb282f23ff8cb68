import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What the device holds of one scope. */
export interface HeldScope {
	id: number;
	/** Rows up to this version. */
	rows: number;
	/** Tombstones up to this version: a paged first load is ahead with these, since it only ever saw living rows. */
	tombs: number;
	/** A digest of for whom, and how much of it, the scope was seen; a change of it alone is news. */
	principals: number;
}

export interface Cursor {
	epoch: number;
	/** The client's last mutation as of this cursor. */
	last: number;
	scopes: HeldScope[];
}

const format = 2;
const macBytes = 4;

// The cookie is opaque to the device and short: varints, then four bytes of HMAC over it and the client's id. Of most
// scopes it has id and version alone; the last bit of the version says that there is more. The seal keeps a forged cookie from claiming to be ahead of the server, which would make every device load everything again.

export function sealCursor(cursor: Cursor, clientId: string, secret: Uint8Array): string {
	const numbers = [format, cursor.epoch, cursor.last];
	for (const { id, rows, tombs, principals } of cursor.scopes) {
		const isPlain = tombs === rows && principals === 0;
		numbers.push(id, ...(isPlain ? [rows * 2] : [rows * 2 + 1, zigzag(tombs - rows), principals]));
	}
	const body = Buffer.from(numbers.flatMap(varint));
	return Buffer.concat([body, seal(body, clientId, secret)]).toString('base64url');
}

/** Undefined where the cookie is no cookie of this format; `genuine` where this server made it for this client. */
export function openCursor(
	cookie: string,
	clientId: string,
	secret: Uint8Array
): (Cursor & { genuine: boolean }) | undefined {
	const bytes = Buffer.from(cookie, 'base64url');
	if (bytes.length <= macBytes) return undefined;
	const body = bytes.subarray(0, -macBytes);
	const cursor = readCursor(body);
	return (
		cursor && { ...cursor, genuine: timingSafeEqual(bytes.subarray(-macBytes), seal(body, clientId, secret)) }
	);
}

/** The content alone: enough to say "nothing new", which harms nobody when forged. */
export function peekCursor(cookie: string): Cursor | undefined {
	return readCursor(Buffer.from(cookie, 'base64url').subarray(0, -macBytes));
}

/** 0 for oneself alone, else 16 bits of the hash of the sorted principals and what is seen of theirs, never 0. */
export function principalsDigest(
	personId: string,
	principals: readonly string[],
	matters: readonly string[] | null
): number {
	if (principals.length === 1 && principals[0] === personId && matters === null) return 0;
	const seen = matters === null ? '' : ` ${[...matters].sort().join()}`;
	const digest = createHash('sha256')
		.update([...principals].sort().join() + seen)
		.digest();
	return (digest.readUInt16BE(0) % 65_535) + 1;
}

function readCursor(body: Uint8Array): Cursor | undefined {
	const numbers = readVarints(body);
	const [found, epoch, last] = numbers;
	if (found !== format || epoch === undefined || last === undefined) return undefined;
	const scopes: HeldScope[] = [];
	for (let at = 3; at < numbers.length;) {
		const [id = 0, marked = 0, ahead = 0, principals = 0] = numbers.slice(at, at + 4);
		const rows = Math.floor(marked / 2);
		const isPlain = marked % 2 === 0;
		scopes.push(
			isPlain
				? { id, rows, tombs: rows, principals: 0 }
				: { id, rows, tombs: rows + unzigzag(ahead), principals }
		);
		at += isPlain ? 2 : 4;
		if (at > numbers.length) return undefined;
	}
	return { epoch, last, scopes };
}

function seal(body: Uint8Array, clientId: string, secret: Uint8Array): Buffer {
	return createHmac('sha256', secret).update(body).update(clientId).digest().subarray(0, macBytes);
}

function varint(value: number): number[] {
	const bytes: number[] = [];
	while (value >= 128) {
		bytes.push((value % 128) + 128);
		value = Math.floor(value / 128);
	}
	return [...bytes, value];
}

function readVarints(bytes: Uint8Array): number[] {
	const numbers: number[] = [];
	let value = 0;
	let scale = 1;
	for (const byte of bytes) {
		value += (byte % 128) * scale;
		if (byte >= 128) scale *= 128;
		else {
			numbers.push(value);
			value = 0;
			scale = 1;
		}
	}
	return scale === 1 && numbers.every(Number.isSafeInteger) ? numbers : [];
}

const zigzag = (value: number) => (value < 0 ? -2 * value - 1 : 2 * value);
const unzigzag = (value: number) => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
