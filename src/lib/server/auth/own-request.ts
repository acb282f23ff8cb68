const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that may change something was made by our own pages. Beside Kit's check, which looks at forms only:
 * another site's script can send JSON too. Both headers are the browser's word, which no script can change.
 */
export function isOwnRequest(request: { method: string; headers: Headers }, origin: string): boolean {
	if (safeMethods.has(request.method)) return true;
	const { headers } = request;
	const from = headers.get('origin');
	const site = headers.get('sec-fetch-site');
	if (from === null && site === null) return isNoBrowser(headers);
	// Every browser that is served (X7) sends Origin with what is not GET; Sec-Fetch-Site came to Safari with 16.4.
	return from === origin && (site === null || site === 'same-origin');
}

/** A program with a key of its own: it carries nobody's cookie, and sends nothing that a form could. */
function isNoBrowser(headers: Headers): boolean {
	const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
	const isFormType = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'].includes(
		type
	);
	return headers.get('cookie') === null && !isFormType;
}
