import type { IncomingMessage } from 'node:http';

const kibibyte = 1024;
/** Photos come in pieces of 256 KB, an exchange has at most 256 KB. */
const ordinary = 512 * kibibyte;
/** A form with files, which is held in memory; larger registers go by the command or by HTTP. */
const registersForm = 64 * kibibyte * kibibyte;
/** Streamed to the disk. SvelteKit's own limit, for every request. */
const registersByHttp = 1024 * kibibyte * kibibyte;

export const largestBody = registersByHttp;

/** The status that refuses a request for its body's size; null where it may come. */
export function bodyRefusal({ headers }: Pick<IncomingMessage, 'headers'>, path: string): 411 | 413 | null {
	const limit =
		path === '/api/import' ? registersByHttp : path === '/staff/registers' ? registersForm : ordinary;
	if (Number(headers['content-length'] ?? 0) > limit) return 413;
	// Whoever doesn't say how much comes could send anything. Browsers say it.
	const isUnmeasured = headers['transfer-encoding'] !== undefined;
	return isUnmeasured && limit < largestBody ? 411 : null;
}
