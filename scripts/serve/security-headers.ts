import type { ServerResponse } from 'node:http';

const always = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy':
		'camera=(self), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
	'x-frame-options': 'DENY'
};

/** @param origin where the portal is; an https one promises https for two years */
export function setSecurityHeaders(response: ServerResponse, origin: string | undefined): void {
	for (const [name, value] of Object.entries(always))
		if (!response.hasHeader(name)) response.setHeader(name, value);
	if (origin?.startsWith('https:'))
		response.setHeader('strict-transport-security', 'max-age=63072000; includeSubDomains');
	// Of a page that the browser has and asks for again: it keeps the page's own policy, which any other would replace.
	if (response.statusCode === 304) return;
	if (!response.hasHeader('content-security-policy'))
		response.setHeader(
			'content-security-policy',
			policyFor(String(response.getHeader('content-type') ?? ''))
		);
}

function policyFor(type: string): string {
	// A prerendered page has its policy in a meta element, which can't say who may frame it.
	if (type.startsWith('text/html')) return "frame-ancestors 'none'";
	// A worker is bound by its own script's policy: it has to fetch and to load its modules.
	if (/javascript/.test(type)) return "default-src 'none'; script-src 'self'; connect-src 'self'";
	if (type.startsWith('image/svg')) return "default-src 'none'; style-src 'unsafe-inline'";
	return "default-src 'none'; frame-ancestors 'none'";
}
