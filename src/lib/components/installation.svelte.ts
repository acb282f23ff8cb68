/** Chromium's offer to install; no standard names its type. */
interface InstallOffer extends Event {
	prompt(): Promise<void>;
	userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

// The browser makes its offer once, soon after the first page: whoever opens "More" later must still find it.
let offer = $state.raw<InstallOffer>();
let installed = $state(isInstalled());

addEventListener('beforeinstallprompt', (event) => {
	event.preventDefault();
	offer = event as InstallOffer;
});
addEventListener('appinstalled', () => {
	offer = undefined;
	installed = true;
});

export function installation() {
	return {
		get installed() {
			return installed;
		},
		get offered() {
			return offer !== undefined;
		},
		async install() {
			await offer?.prompt();
			if ((await offer?.userChoice)?.outcome === 'accepted') offer = undefined;
		}
	};
}

function isInstalled(): boolean {
	return (
		matchMedia('(display-mode: standalone)').matches ||
		(navigator as { standalone?: boolean }).standalone === true
	);
}
