const browsers: [RegExp, string][] = [
	[/Edg(?:A|iOS)?\//, 'Edge'],
	[/SamsungBrowser\//, 'Samsung Internet'],
	[/(?:Firefox|FxiOS)\//, 'Firefox'],
	[/(?:Chrome|CriOS)\//, 'Chrome'],
	[/Safari\//, 'Safari']
];
const systems: [RegExp, string][] = [
	[/iPad/, 'iPad'],
	[/iPhone|iPod/, 'iPhone'],
	[/Android/, 'Android'],
	[/Windows/, 'Windows'],
	[/Macintosh/, 'Mac'],
	[/CrOS/, 'ChromeOS'],
	[/Linux/, 'Linux']
];

/** What a person recognises their own device by in the list of their sessions (A14): `Chrome · Android`. */
export function deviceName(userAgent: string | null): string {
	const named = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
	return [named(browsers), named(systems)].filter(Boolean).join(' · ');
}
