import { expect, test } from 'vitest';
import { formOf, textOf } from './form-text';

function formWith(value: string | Blob): FormData {
	const form = new FormData();
	form.set('text', value);
	return form;
}

test('A15 a form made by hand brings no text that no database holds', () => {
	expect(textOf(formWith('ai\u0000no@example.fi\u0000'), 'text')).toBe('aino@example.fi');
	expect(textOf(formWith('\u0000'), 'text'), 'and nothing else is nothing').toBe('');
});

test('A15 a form made by hand brings a file, nothing, or too much', () => {
	expect(textOf(formWith(new Blob(['x'])), 'text')).toBe('');
	expect(textOf(formWith('x'), 'other')).toBe('');
	expect(textOf(formWith('abcdef'), 'text', 3)).toBe('abc');
});

test('A15 a word of an address is cleaned as a form’s is', () => {
	const parameters = new URLSearchParams({ to: 'ai\u0000no' });
	expect(textOf(parameters, 'to')).toBe('aino');
	expect(textOf(parameters, 'other')).toBe('');
});

test.each([
	['says that it is one, and names no boundary', 'multipart/form-data', 'x'],
	[
		'breaks off',
		'multipart/form-data; boundary=x',
		'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'
	],
	['is of another kind', 'application/json', '{}']
])('A15 a form that %s is the sender’s fault', async (_what, type, body) => {
	const request = new Request('http://localhost', {
		method: 'POST',
		headers: { 'content-type': type },
		body
	});
	await expect(formOf(request)).rejects.toMatchObject({ status: 400 });
});
