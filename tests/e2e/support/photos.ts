import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

/** A real photograph, as a phone makes it, by its name in the fixtures. */
export function photo(name: string): string {
	return fileURLToPath(new URL(`../../fixtures/photos/${name}`, import.meta.url));
}

/** A PNG of a few bytes that says it is as large as asked: what decodes it first and looks later runs out of memory. */
export function bomb(width: number, height: number): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 2], 8);
	const signature = Buffer.from('89504e470d0a1a0a', 'hex');
	return Buffer.concat([
		signature,
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(Buffer.alloc(1))),
		chunk('IEND', Buffer.alloc(0))
	]);
}

function chunk(type: string, content: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(content.length);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
}
