/** Where to go after logging in: a path of ours, never another site (`//evil.example`, `/\evil.example`). */
export function ownPath(next: string | null | undefined, fallback: string): string {
	if (!next || !next.startsWith('/')) return fallback;
	// The parser that the browser has, for every trick that it would understand; the host can't be one of ours.
	const base = 'http://own.invalid';
	const url = URL.canParse(next, base) ? new URL(next, base) : null;
	if (!url || url.origin !== base || url.pathname.startsWith('//')) return fallback;
	return url.pathname + url.search + url.hash;
}

export function isStaffPath(path: string): boolean {
	return /^\/staff(?:[/?#]|$)/.test(path);
}
