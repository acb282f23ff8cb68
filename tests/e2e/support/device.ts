import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	type BrowserContext,
	type BrowserContextOptions,
	chromium,
	type LaunchOptions,
	type Page
} from '@playwright/test';
import { NetworkProxy } from '../../support/network-proxy';
import type { Portal } from './portal';

const screen: BrowserContextOptions = {
	locale: 'en-GB',
	timezoneId: 'Europe/Helsinki',
	viewport: { width: 360, height: 740 },
	isMobile: true,
	hasTouch: true
};

/** Words of the browser's console that mean that a page did what its policy forbids. */
const forbidden =
	/content security policy|trusted ?(types|html|script)|refused to (execute|load|connect|apply)/i;

/** What no journey may cause: violations of the page's policy, and errors that nothing caught. */
export function gatherFaults(context: BrowserContext, faults: string[] = []): string[] {
	context.on('console', (message) => {
		if (forbidden.test(message.text())) faults.push(message.text());
	});
	context.on('weberror', (error) => faults.push(String(error.error().stack)));
	return faults;
}

/**
 * Somebody's phone: a browser with a profile on the disk, on a line of its own to one portal. It can be closed, killed
 * and opened again, with all that it keeps.
 */
export class Device {
	readonly faults: string[] = [];
	readonly network: NetworkProxy;
	page!: Page;
	context!: BrowserContext;
	readonly portal: Portal;
	readonly #launch: LaunchOptions;
	readonly profile = mkdtempSync(join(tmpdir(), 'kellari-phone-'));
	#offline = false;
	#isOpen = false;

	private constructor(portal: Portal, network: NetworkProxy, launch: LaunchOptions) {
		this.portal = portal;
		this.network = network;
		this.#launch = launch;
	}

	static async open(portal: Portal, launch: LaunchOptions): Promise<Device> {
		const device = new Device(portal, await NetworkProxy.before(portal.port), launch);
		await device.open();
		return device;
	}

	/** Opens the browser, cold, on an address: from the home screen, a link, a bookmark. */
	async open(path?: string): Promise<void> {
		this.context = await chromium.launchPersistentContext(this.profile, {
			...screen,
			...this.#launch,
			offline: this.#offline,
			// The address and its port stay the portal's own; only the way there is this device's.
			args: [
				...(this.#launch.args ?? []),
				`--host-resolver-rules=MAP localhost:${this.portal.port} 127.0.0.1:${this.network.port}`
			]
		});
		gatherFaults(this.context, this.faults);
		this.#isOpen = true;
		this.context.on('close', () => (this.#isOpen = false));
		this.page = this.context.pages()[0] ?? (await this.context.newPage());
		if (path !== undefined) await this.goto(path);
	}

	async goto(path: string): Promise<void> {
		await this.page.goto(this.portal.origin + path);
	}

	/** The worker has all that the app needs, and the page's rows have come. */
	async isReadyForOffline(): Promise<void> {
		await this.page.waitForFunction(
			async () => (await navigator.serviceWorker.ready).active?.state === 'activated'
		);
	}

	async goOffline(): Promise<void> {
		this.#offline = true;
		this.network.cut();
		await this.context.setOffline(true);
	}

	async goOnline(): Promise<void> {
		this.#offline = false;
		await this.context.setOffline(false);
	}

	async close(): Promise<void> {
		await this.context.close();
	}

	/** As the system kills an app: at once, with nothing said to it. */
	async kill(): Promise<void> {
		const session = await this.context.browser()!.newBrowserCDPSession();
		const { processInfo } = await session.send('SystemInfo.getProcessInfo');
		const closed = new Promise((gone) => this.context.once('close', gone));
		// The browser first, so that it can't tell the others to tidy up.
		for (const { id } of processInfo.sort((a) => (a.type === 'browser' ? -1 : 1))) killProcess(id);
		await closed;
	}

	async remove(): Promise<void> {
		if (this.#isOpen) await this.kill();
		await this.network.close();
		rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
	}
}

function killProcess(id: number) {
	try {
		process.kill(id, 'SIGKILL');
	} catch (error) {
		// It went with its parent.
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}
