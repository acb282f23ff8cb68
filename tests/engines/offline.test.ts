import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '../../src/lib/server/demo/logins';
import { photo } from '../e2e/support/photos';
import { button, choice, type Engine, field, fill, isThere, link, press, sees, until } from './engine';
import { findFirefox } from './firefox';
import { openPortal, type PortalOnALine } from './portal';
import { findWebKit } from './webkit';

// One way through the app, in the engines that `npm test` does not drive. Each step stands on the one before.

let portal: PortalOnALine;
beforeAll(async () => {
	portal = await openPortal();
});
afterAll(() => portal.close());

const engines = { Firefox: findFirefox(), WebKit: findWebKit() };

/** The formats that an engine's canvas writes: WebP is half the size, and WebKit can't. */
const formats = { Firefox: 'image/webp', WebKit: 'image/jpeg' };

describe.each(Object.entries(engines))('%s', (name, found) => {
	if ('missing' in found) {
		console.warn(`${name} is left out: ${found.missing}.`);
		test.skip(`X7 left out: ${found.missing}`);
		return;
	}
	let engine: Engine;
	const description = `Hana vuotaa (${name}).`;
	const go = (path: string) => engine.goto(portal.origin + path);
	const reports = () => portal.sql`
		select report.id, attachment.state, attachment.type
		from defect_reports report left join attachments attachment on attachment.subject_id = report.id
		where report.description = ${description}`;

	beforeAll(async () => {
		engine = await found.start();
		console.log(`${name}: ${engine.version}`);
	});
	afterAll(async () => {
		portal.line.use({});
		await engine?.close();
	});

	test('A6 X7 Aino logs in, and her device is ready for being without a network', async () => {
		await go('/log-in');
		await fill(engine, '//input[@name="email"]', 'aino.virtanen@example.com');
		await fill(engine, '//input[@name="password"]', demoPassword);
		await press(engine, '//form[.//input[@name="password"]]//button[@type="submit"]');
		await sees(engine, 'Hei, Aino');
		await until(engine, 'navigator.serviceWorker.controller?.state === "activated"', 'the service worker');
	});

	test('O2 X7 without a network she reads the rescue plan and the emergency page, opened by their addresses', async () => {
		portal.line.cut();
		await go('/rescue-plan');
		await sees(engine, 'Pelastussuunnitelma');
		await sees(engine, 'Vesivuoto');
		await isThere(engine, '//*[local-name() = "svg" and @role = "img"]');
		await sees(engine, 'Palvelu ei vastaa juuri nyt');
		await press(engine, link('Hätätilanne'));
		await sees(engine, '112');
		await sees(engine, 'Pihkarinne 4 B 12');
		await go('/emergency');
		await sees(engine, 'Pihkarinne 4 B 12');
	});

	test('O3 D4 X7 she writes a report with a photo, and it waits on the device', async () => {
		await go('/defect-reports/new');
		await press(engine, choice('Asunnossa'));
		await press(engine, choice('Keittiö'));
		await press(engine, button('Jatka'));
		await press(engine, choice('Ei mikään näistä'));
		await press(engine, choice('Vesi ja viemäri'));
		await press(engine, button('Jatka'));
		await fill(engine, field('Mitä on tapahtunut?'), description);
		await engine.attach('//input[@type="file" and @multiple]', photo('phone-12mp.jpg'));
		await sees(engine, '1 kuva, ');
		await press(engine, button('Jatka'));
		await press(engine, choice('Kyllä, saa tulla'));
		await press(engine, button('Jatka'));
		await press(engine, button('Lähetä ilmoitus'));
		await sees(engine, 'Ilmoitus on tallessa');
		await go('/waiting');
		await sees(engine, description);
		await isThere(engine, '//img[starts-with(@alt, "Kuva")]');
		expect(await reports()).toEqual([]);
	});

	test('O4 O5 X7 when the network is back, the report and its photo arrive once', async () => {
		portal.line.use({});
		await go('/waiting');
		await sees(engine, 'Kaikki on lähetetty.');
		await expect
			.poll(reports, { timeout: 30_000 })
			.toMatchObject([{ state: 'ready', type: formats[name as keyof typeof formats] }]);
		await go('/defect-reports');
		await sees(engine, 'Vesi ja viemäri');
		expect(await reports()).toHaveLength(1);
	});
});
