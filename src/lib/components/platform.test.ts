import { expect, test } from 'vitest';
import { abilitiesOf, platformOf, type Platform } from './platform';

const agents: [Platform, string, string, number][] = [
	[
		'iosSafari',
		'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1',
		'iPhone',
		5
	],
	[
		'iosSafari',
		'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
		'MacIntel',
		5
	],
	[
		'iosOther',
		'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/123.0 Mobile/15E148 Safari/604.1',
		'iPhone',
		5
	],
	[
		'macSafari',
		'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
		'MacIntel',
		0
	],
	[
		'androidChrome',
		'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Mobile Safari/537.36',
		'Linux armv8l',
		5
	],
	[
		'samsung',
		'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36',
		'Linux armv8l',
		5
	],
	[
		'androidFirefox',
		'Mozilla/5.0 (Android 14; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0',
		'Linux armv8l',
		5
	],
	[
		'desktopFirefox',
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0',
		'Win32',
		0
	],
	[
		'desktopChromium',
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Safari/537.36 Edg/124.0',
		'Win32',
		10
	]
];

test.each(agents)(
	'O13 the steps for %s come first in that browser',
	(expected, userAgent, platform, maxTouchPoints) => {
		expect(platformOf({ userAgent, platform, maxTouchPoints })).toBe(expected);
	}
);

test('O13 what a browser lacks is known, so that the page can say what happens instead', () => {
	const bare = { navigator: {} } as unknown as typeof globalThis;
	expect(abilitiesOf(bare)).toEqual({
		backgroundSync: false,
		badge: false,
		sharing: false,
		persistence: false
	});
});
