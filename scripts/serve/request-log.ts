import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';

/**
 * Gives the request an id that an error page may show, and logs how it went. Neither query nor headers, nor what
 * in the path names somebody or something: ids, tokens, addresses.
 */
export function logRequest(
	log: Logger,
	request: IncomingMessage,
	response: ServerResponse,
	path: string
): void {
	const id = randomUUID();
	const began = performance.now();
	// Not the client's own: it could write what it likes into the log.
	request.headers['x-request-id'] = id;
	// An answer that went well needs none on the line, where a phone pays for each of its bytes.
	if (!path.startsWith('/api/')) response.setHeader('x-request-id', id);
	response.once('close', () => {
		const line = {
			id,
			method: request.method,
			path: withoutNames(path),
			status: response.statusCode,
			ms: Math.round(performance.now() - began),
			...(response.writableFinished ? {} : { cut: true })
		};
		if (response.statusCode >= 500) log.error(line);
		else log.info(line);
	});
}

export function withoutNames(path: string): string {
	if (path.startsWith('/_app/')) return path;
	return path
		.split('/')
		.map((part) => (/[\d@%]/.test(part) || part.length > 40 ? ':id' : part))
		.join('/');
}
