import { createHash } from 'node:crypto';
import type { RegisterName } from '$lib/domain/registers';

/** The id that an import gives to a new row; `register_id` in the database is its twin. */
export function registerId(register: RegisterName, externalId: string): string {
	const bytes = createHash('sha256').update(`kellari ${register}\n${externalId}`).digest().subarray(0, 16);
	bytes[6] = (bytes[6]! & 0x0f) | 0x80;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
