import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { ImportRefused } from './refused';

export type Encoding = 'utf-8' | 'windows-1252';

/** UTF-8 where every byte of the file is; else what Finnish systems write. @throws ImportRefused on UTF-16 */
export async function detectEncoding(path: string, file: string): Promise<Encoding> {
	const [first = 0, second = 0] = await firstBytes(path, 2);
	if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
		throw new ImportRefused({ reason: 'encoding', file });
	const decoder = new TextDecoder('utf-8', { fatal: true });
	try {
		for await (const bytes of createReadStream(path)) decoder.decode(bytes as Buffer, { stream: true });
		decoder.decode();
		return 'utf-8';
	} catch (error) {
		if (error instanceof TypeError) return 'windows-1252';
		throw error;
	}
}

/** The file's text in pieces, without a byte order mark. */
export async function* readText(path: string, encoding: Encoding): AsyncGenerator<string> {
	const utf8 = new TextDecoder('utf-8');
	for await (const bytes of createReadStream(path)) {
		const piece = bytes as Buffer;
		yield encoding === 'utf-8' ? utf8.decode(piece, { stream: true }) : fromWindows1252(piece);
	}
	if (encoding === 'utf-8') yield utf8.decode();
}

/** As much of the beginning as shows the header. */
export async function readBeginning(path: string, encoding: Encoding): Promise<string> {
	const bytes = await firstBytes(path, 65_536);
	return encoding === 'utf-8' ? new TextDecoder('utf-8').decode(bytes) : fromWindows1252(bytes);
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

// Where Windows-1252 is not Latin-1. Not by TextDecoder: some versions of Node take the one for the other.
const between80And9f = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function fromWindows1252(bytes: Buffer): string {
	return bytes
		.toString('latin1')
		.replace(/[\u0080-\u009f]/g, (character) => between80And9f[character.charCodeAt(0) - 0x80]!);
}
