import type { Platform } from '$lib/components/platform';
import { m } from '$lib/i18n/generated/messages';

interface Steps {
	title: () => string;
	steps: (() => string)[];
}

/** Installing step by step (O13), and what takes its place where a browser can't install. */
export const installSteps: Record<Platform, Steps> = {
	iosSafari: {
		title: m.install_ios_safari,
		steps: [m.install_ios_1, m.install_ios_2, m.install_ios_3]
	},
	iosOther: {
		title: m.install_ios_other,
		steps: [m.install_ios_other_1, m.install_ios_2, m.install_ios_3]
	},
	androidChrome: {
		title: m.install_android_chrome,
		steps: [m.install_menu_dots, m.install_menu_add, m.install_confirm]
	},
	samsung: {
		title: m.install_samsung,
		steps: [m.install_samsung_1, m.install_samsung_2, m.install_confirm]
	},
	androidFirefox: {
		title: m.install_android_firefox,
		steps: [m.install_menu_dots, m.install_firefox_2, m.install_confirm]
	},
	desktopChromium: {
		title: m.install_desktop_chromium,
		steps: [m.install_desktop_1, m.install_desktop_2]
	},
	macSafari: { title: m.install_mac_safari, steps: [m.install_mac_1, m.install_mac_2] },
	desktopFirefox: {
		title: m.install_desktop_firefox,
		steps: [m.install_firefox_desktop_1, m.install_firefox_desktop_2]
	}
};
