import { expect, test } from 'vitest';
import { isStaffPath, ownPath } from './next-path';

test.each(['/', '/messages', '/staff?kind=defects', '/defect-reports/3?x=1#y'])(
	'%s is a page of ours',
	(next) => {
		expect(ownPath(next, '/fallback')).toBe(next);
	}
);

test.each([
	null,
	'',
	'messages',
	'https://evil.example/',
	'//evil.example',
	'/\\evil.example',
	'/\t/evil.example',
	'\\\\evil.example',
	'/..//evil.example',
	'/.//evil.example',
	'javascript:alert(1)'
])('%j leads to no other site', (next) => {
	const path = ownPath(next, '/fallback');
	expect(new URL(path, 'https://portal.example.fi').origin).toBe('https://portal.example.fi');
	expect(path).toBe('/fallback');
});

test('the staff’s pages are told from pages that only begin alike', () => {
	expect(['/staff', '/staff/x', '/staff?x'].map(isStaffPath)).toEqual([true, true, true]);
	expect(['/staffing', '/', '/x/staff'].map(isStaffPath)).toEqual([false, false, false]);
});
