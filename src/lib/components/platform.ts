export const platforms = [
	'iosSafari',
	'iosOther',
	'androidChrome',
	'androidFirefox',
	'samsung',
	'desktopChromium',
	'macSafari',
	'desktopFirefox'
] as const;
export type Platform = (typeof platforms)[number];

interface Browser {
	userAgent: string;
	platform: string;
	maxTouchPoints: number;
}

/** Whose steps for installing to show first. By the browser's word, which may be wrong: the others are shown below. */
export function platformOf({ userAgent, platform, maxTouchPoints }: Browser): Platform {
	// An iPad says that it is a Mac; a Mac has no touch screen.
	const isApplePhone = /iPhone|iPad|iPod/.test(userAgent) || (platform === 'MacIntel' && maxTouchPoints > 1);
	if (isApplePhone) return /CriOS|FxiOS|EdgiOS|OPiOS/.test(userAgent) ? 'iosOther' : 'iosSafari';
	if (userAgent.includes('Android')) {
		if (userAgent.includes('Firefox')) return 'androidFirefox';
		return userAgent.includes('SamsungBrowser') ? 'samsung' : 'androidChrome';
	}
	if (userAgent.includes('Firefox')) return 'desktopFirefox';
	const isSafari = userAgent.includes('Safari') && !/Chrome|Chromium|Edg/.test(userAgent);
	return isSafari ? 'macSafari' : 'desktopChromium';
}

/** What the installed app may do in this browser; what it may not is said in words (O13). */
export function abilitiesOf(scope: typeof globalThis) {
	return {
		backgroundSync: 'SyncManager' in scope,
		badge: 'setAppBadge' in scope.navigator,
		/** No standard way to ask: only Chromium takes shared photos into an installed page. */
		sharing: 'launchQueue' in scope || ('userAgentData' in scope.navigator && 'SyncManager' in scope),
		persistence: scope.navigator.storage?.persist !== undefined
	};
}
