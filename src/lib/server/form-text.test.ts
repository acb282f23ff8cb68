import { expect, test } from 'vitest';
import { textOf } from './form-text';

function formOf(value: string | Blob): FormData {
	const form = new FormData();
	form.set('text', value);
	return form;
}

test('A15 a form made by hand brings no text that no database holds', () => {
	expect(textOf(formOf('ai\u0000no@example.fi\u0000'), 'text')).toBe('aino@example.fi');
	expect(textOf(formOf('\u0000'), 'text'), 'and nothing else is nothing').toBe('');
});

test('A15 a form made by hand brings a file, nothing, or too much', () => {
	expect(textOf(formOf(new Blob(['x'])), 'text')).toBe('');
	expect(textOf(formOf('x'), 'other')).toBe('');
	expect(textOf(formOf('abcdef'), 'text', 3)).toBe('abc');
});
