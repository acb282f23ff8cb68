import { expect, test } from 'vitest';
import { isOwnRequest } from './own-request';

const own = 'https://portal.example.fi';
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

const matrix: [name: string, method: string, headers: Record<string, string>, allowed: boolean][] = [
	['reading from anywhere', 'GET', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, true],
	['asking for a size', 'HEAD', { 'sec-fetch-site': 'cross-site' }, true],
	['our own form', 'POST', { ...form, origin: own, 'sec-fetch-site': 'same-origin', cookie: 'a=1' }, true],
	['our own script', 'POST', { ...json, origin: own, 'sec-fetch-site': 'same-origin', cookie: 'a=1' }, true],
	['our own script in a Safari without Sec-Fetch-Site', 'PUT', { origin: own, cookie: 'a=1' }, true],
	[
		'another site’s form',
		'POST',
		{ ...form, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
		false
	],
	[
		'another site’s script',
		'POST',
		{ ...json, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
		false
	],
	[
		'another site’s script in an old browser',
		'POST',
		{ ...json, origin: 'https://evil.example', cookie: 'a=1' },
		false
	],
	[
		'a sister site',
		'POST',
		{ ...json, origin: 'https://other.example.fi', 'sec-fetch-site': 'same-site' },
		false
	],
	[
		'our origin, said to be from another site',
		'POST',
		{ ...json, origin: own, 'sec-fetch-site': 'cross-site' },
		false
	],
	['a sandboxed frame', 'POST', { ...form, origin: 'null', 'sec-fetch-site': 'cross-site' }, false],
	['our name over http', 'POST', { ...json, origin: 'http://portal.example.fi' }, false],
	['our name with another port', 'POST', { ...json, origin: 'https://portal.example.fi:8443' }, false],
	[
		'a browser that names no origin',
		'POST',
		{ ...json, 'sec-fetch-site': 'same-origin', cookie: 'a=1' },
		false
	],
	['deleting from another site', 'DELETE', { origin: 'https://evil.example' }, false],
	['an unheard-of method', 'PROPFIND', { origin: 'https://evil.example' }, false],
	['a program with its own key', 'POST', { ...json, authorization: 'Bearer x' }, true],
	['a program with somebody’s cookie', 'POST', { ...json, cookie: 'a=1' }, false],
	['a form with no word of where it is from', 'POST', form, false],
	['plain text, which a form can send too', 'POST', { 'content-type': 'Text/Plain; charset=utf-8' }, false]
];

test.each(matrix)('%s (%s)', (_name, method, headers, allowed) => {
	expect(isOwnRequest({ method, headers: new Headers(headers) }, own)).toBe(allowed);
});
