import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/**
 * Calls `adjust` once, with the status and all headers set, before a response's head goes out, whoever made it:
 * SvelteKit, the static files' server or we. `adjust` sends the head when it is ready to.
 */
export function beforeHead(response: ServerResponse, adjust: (sendHead: () => void) => void): void {
	const { writeHead, write, end } = response;
	response.writeHead = (status: number, ...rest: unknown[]) => {
		Object.assign(response, { writeHead, write, end });
		response.statusCode = status;
		const headers = rest.find((each) => typeof each === 'object') as
			OutgoingHttpHeaders | string[] | undefined;
		for (const [name, value] of pairs(headers)) if (value !== undefined) response.setHeader(name, value);
		adjust(() => writeHead.call(response, response.statusCode));
		return response;
	};
	// A body without a head before it implies one; `adjust` may want to see that body too.
	response.write = ((...body: Parameters<typeof write>) => {
		response.writeHead(response.statusCode);
		return response.write(...body);
	}) as typeof write;
	response.end = ((...body: Parameters<typeof end>) => {
		response.writeHead(response.statusCode);
		return response.end(...body);
	}) as typeof end;
}

/** Headers come as an object or as a flat list of names and values. */
function pairs(
	headers: OutgoingHttpHeaders | string[] | undefined
): [string, number | string | string[] | undefined][] {
	if (!Array.isArray(headers)) return Object.entries(headers ?? {});
	return headers.flatMap((name, i) =>
		i % 2 === 0 ? [[name, headers[i + 1]] as [string, string | undefined]] : []
	);
}
