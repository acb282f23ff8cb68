import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/journey';
import { arrive } from './support/residents';
import { residentRoutes } from './support/routes';

test('I25 O2 B2 B3 every page of a resident opens by a deep link, cold and with no network', async ({
	phone,
	portal
}) => {
	test.slow();
	await arrive(phone, 'aino');
	const routes = await residentRoutes(portal);
	await phone.goOffline();
	await phone.kill();
	await phone.open();
	const browser = await phone.context.newCDPSession(phone.page);
	await browser.send('ServiceWorker.enable');
	for (const { path, title } of routes) {
		await test.step(path, async () => {
			await browser.send('ServiceWorker.stopAllWorkers');
			await phone.goto(path);
			await expect(phone.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
			// What is read when it burns does not wait for the framework.
			if (isPaintedEarly(path)) expect(await orderOfStart(phone.page)).toEqual(['early-paint', 'framework']);
		});
	}
});

const isPaintedEarly = (path: string) => ['/rescue-plan', '/emergency'].includes(path);

function orderOfStart(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const painted = performance.getEntriesByName('early-paint');
		const asked = performance
			.getEntriesByType('resource')
			.filter(({ name }) => name.includes('/entry/start.'));
		return [
			...painted.map(({ startTime }) => [startTime, 'early-paint'] as const),
			...asked.map(({ startTime }) => [startTime, 'framework'] as const)
		]
			.sort(([a], [b]) => a - b)
			.map(([, what]) => what);
	});
}

test('I24 neither Cache Storage nor the HTTP cache keeps anything of anybody’s', async ({
	phone,
	portal
}) => {
	await arrive(phone, 'aino');
	const careless: string[] = [];
	phone.page.on('response', (response) => {
		const { pathname, protocol } = new URL(response.url());
		const isApp =
			protocol === 'blob:' ||
			pathname.startsWith('/_app/') ||
			/\.(svg|png|webmanifest|js)$/.test(pathname) ||
			response.fromServiceWorker();
		if (!isApp && !response.headers()['cache-control']?.includes('no-store'))
			careless.push(`${response.status()} ${pathname}`);
	});
	for (const { path, title } of await residentRoutes(portal)) {
		await phone.goto(path);
		await expect(phone.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
	}
	expect(careless, 'answers that a cache may keep').toEqual([]);

	const inCacheStorage = await phone.page.evaluate(async () => {
		const texts: string[] = [];
		for (const key of await caches.keys()) {
			const cache = await caches.open(key);
			for (const request of await cache.keys())
				texts.push(request.url, (await (await cache.match(request))?.text()) ?? '');
		}
		return texts.join('\n');
	});
	const canaries = ['Virtanen', 'Pihkarinne', 'Pihan penkit', 'aino.', '/api/', '/conversations'];
	expect(inCacheStorage.length).toBeGreaterThan(100_000);
	expect(canaries.slice(0, 4).filter((canary) => inCacheStorage.includes(canary))).toEqual([]);

	await phone.close();
	const cache = join(phone.profile, 'Default/Cache/Cache_Data');
	const entries = readdirSync(cache, { withFileTypes: true }).filter((entry) => entry.isFile());
	const kept = entries.map(({ name }) => readFileSync(join(cache, name), 'latin1')).join('\n');
	// Entries begin with their address; bodies may be compressed, addresses never are.
	expect(kept).toContain('/_app/immutable/');
	expect(
		canaries.filter(
			(canary) =>
				kept.includes(`${portal.origin}${canary}`) || (!canary.startsWith('/') && kept.includes(canary))
		)
	).toEqual([]);
});

test('O1 the portal can be installed, with its icons and shortcuts', async ({ phone, portal }) => {
	await arrive(phone, 'aino');
	const session = await phone.context.newCDPSession(phone.page);
	const { errors, data } = await session.send('Page.getAppManifest');
	expect(errors).toEqual([]);
	const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
	// A browser of a test's own profile is never asked to install for good.
	expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
	const manifest = JSON.parse(data ?? '{}') as {
		icons: { src: string; sizes: string }[];
		shortcuts: { url: string }[];
	};
	expect(manifest.shortcuts.map(({ url }) => url)).toEqual(['/defect-reports/new', '/emergency']);
	for (const { src, sizes } of manifest.icons) {
		const size = await phone.page.evaluate(async (address) => {
			const image = new Image();
			image.src = address;
			await image.decode();
			return `${image.naturalWidth}x${image.naturalHeight}`;
		}, portal.origin + src);
		if (sizes !== 'any') expect(size).toBe(sizes);
	}
});

test('O1 a photo shared from the gallery waits in the report form', async ({ phone, portal }) => {
	await arrive(phone, 'aino');
	await phone.goOffline();
	const photo = readFileSync(new URL('../fixtures/photos/rotated-6.jpg', import.meta.url)).toString('base64');
	// As the system shares it: a form that is posted by a navigation.
	await phone.page.evaluate(
		async ({ action, base64 }) => {
			const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
			const files = new DataTransfer();
			files.items.add(new File([bytes], 'shared.jpg', { type: 'image/jpeg' }));
			const input = Object.assign(document.createElement('input'), { type: 'file', name: 'photos' });
			input.files = files.files;
			const form = Object.assign(document.createElement('form'), {
				method: 'post',
				enctype: 'multipart/form-data',
				action
			});
			form.append(input);
			document.body.append(form);
			form.submit();
		},
		{ action: `${portal.origin}/share-target`, base64: photo }
	);
	await expect(phone.page).toHaveURL(/\/defect-reports\/new/);
	await phone.page.getByRole('radio', { name: 'Asunnossa' }).check();
	await phone.page.getByRole('radio', { name: 'Keittiö' }).check();
	await phone.page.getByRole('button', { name: 'Jatka' }).click();
	await phone.page.getByRole('radio', { name: 'Ei mikään näistä' }).check();
	await phone.page.getByRole('radio', { name: 'Vesi ja viemäri' }).check();
	await phone.page.getByRole('button', { name: 'Jatka' }).click();
	await expect(phone.page.getByRole('img', { name: 'Kuva 1' })).toBeVisible();
});
