import { createHash } from 'node:crypto';

/** The same uuid for the same words, on every machine and at every start: RFC 9562 version 8, over SHA-256. */
export function demoId(kind: string, ...names: (string | number)[]): string {
	const bytes = createHash('sha256')
		.update(['kellari demo', kind, ...names].join('\u0000'))
		.digest()
		.subarray(0, 16);
	bytes[6] = (bytes[6]! & 0x0f) | 0x80;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
