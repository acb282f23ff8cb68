import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { setSecurityHeaders } from './security-headers';

function policyAt(status: number, type?: string): unknown {
	const response = new ServerResponse(new IncomingMessage(new Socket()));
	response.statusCode = status;
	if (type) response.setHeader('content-type', type);
	setSecurityHeaders(response, 'https://portal.example.fi');
	return response.getHeader('content-security-policy');
}

test('a page that is asked for again and has not changed keeps the policy that it came with', () => {
	expect(policyAt(304)).toBeUndefined();
});

test('what has no policy of its own may load nothing', () => {
	expect(policyAt(200, 'application/json')).toBe("default-src 'none'; frame-ancestors 'none'");
	expect(policyAt(303)).toBe("default-src 'none'; frame-ancestors 'none'");
});
