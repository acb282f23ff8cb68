import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aino, newDevice } from '../../../tests/support/device';
import { changeCurrent, readCurrent } from './directory';
import { LocalDb } from './local-db';

// The script as it stands in the page, run on a document that has the place for it and nothing else.

const script = readFileSync(new URL('../../early-paint.js', import.meta.url), 'utf8');

class Element {
	textContent = '';
	className = '';
	href = '';
	lang = '';
	hidden = true;
	readonly dataset: Record<string, string> = {};
	readonly children: Element[] = [];
	append(child: Element) {
		this.children.push(child);
	}
	get text(): string[] {
		return this.children.map(({ textContent }) => textContent);
	}
}

let place: Element;
let root: Element;
let parsed: (() => void)[];

beforeEach(async () => {
	place = new Element();
	root = new Element();
	parsed = [];
	vi.stubGlobal('window', globalThis);
	vi.stubGlobal('sessionStorage', { getItem: () => null });
	vi.stubGlobal('requestAnimationFrame', (frame: () => void) => setTimeout(frame, 1));
	standOn('/rescue-plan');
	const db = await aDeviceWithThePlan();
	await changeCurrent({ database: db.name });
});
afterEach(() => {
	vi.unstubAllGlobals();
	delete (globalThis as { earlyPaint?: unknown }).earlyPaint;
});

function standOn(pathname: string, readyState = 'complete') {
	vi.stubGlobal('location', { pathname });
	vi.stubGlobal('document', {
		readyState,
		cookie: 'theme=x; locale=sv',
		documentElement: root,
		getElementById: () => place,
		createElement: () => new Element(),
		addEventListener: (_name: string, listener: () => void) => parsed.push(listener)
	});
}

async function aDeviceWithThePlan(): Promise<LocalDb> {
	const db = await newDevice();
	const state = await db.sync();
	const chapter = { title: { sv: 'Samlingsplats' }, body: { sv: 'Vid **parken**.\n\nRing 112.' } };
	await db.meta.put({ ...state, scopes: { 1: { principals: [aino], count: 2, sum: 3 } } });
	const rows = [
		{ s: 1, k: 'rescuePlan', id: 'plan', v: 1, d: { chapters: [chapter] } },
		{
			s: 1,
			k: 'emergencyCard',
			id: 'card',
			v: 2,
			d: { address: 'Kaivokatu 1 A', postalPlace: '00100 Helsinki', assemblyPoint: { fi: 'Puisto' } }
		}
	];
	await db.rows.putAll(rows as never[]);
	return db;
}

/** How the script ends, as the framework waits for it. */
async function run(): Promise<void> {
	runInThisContext(script);
	await (globalThis as { earlyPaint?: Promise<void> }).earlyPaint;
}

test('B2 the plan is painted from the device, in the language of the last page', async () => {
	await run();
	expect(place.text).toEqual(['Samlingsplats', 'Vid parken.', 'Ring 112.']);
	expect(place).toMatchObject({ hidden: false, lang: 'sv' });
	expect(root.lang).toBe('sv');
});

describe('X1 the language is the one that the app will have', () => {
	test('that of the browser, where nothing else is known', async () => {
		Object.assign(document, { cookie: '' });
		vi.stubGlobal('navigator', { languages: ['fil-PH', 'de-DE', 'en-GB', 'sv'] });
		await run();
		expect(place.lang).toBe('en');
	});

	test('else that of the last page, else the person’s, else the one that was chosen and waits', async () => {
		const db = new LocalDb((await readCurrent()).database!);
		await run();
		expect(place.lang).toBe('sv');
		await db.rows.put({ s: 1, k: 'profile', id: aino, v: 3, d: { language: 'en' } } as never);
		await run();
		expect(place.lang).toBe('en');
		const choice = (order: number, language: string, state = 'waiting') =>
			({
				id: String(9 - order),
				order,
				name: 'chooseLanguage',
				args: { id: aino, language },
				state
			}) as never;
		await db.outbox.putAll([choice(1, 'sv'), choice(2, 'fi'), choice(3, 'en', 'refused')]);
		await run();
		expect(place.lang).toBe('fi');
	});
});

test('B3 the emergency card is, and what is not in that language in another', async () => {
	standOn('/emergency');
	await run();
	expect(place.text).toEqual(['112', 'Kaivokatu 1 A, 00100 Helsinki', 'Puisto']);
	expect(place.children[0]!.href).toBe('tel:112');
});

test('the place is waited for where the page is still being read', async () => {
	standOn('/rescue-plan', 'loading');
	const ended = run();
	await vi.waitFor(() => expect(parsed).toHaveLength(1));
	expect(place.children).toEqual([]);
	parsed.forEach((tell) => tell());
	await ended;
	expect(place.text).toContain('Samlingsplats');
});

test('the framework waits for no other page', async () => {
	standOn('/defect-reports');
	await run();
	expect(globalThis).not.toHaveProperty('earlyPaint');
	expect(place.children).toEqual([]);
});

test('nothing of somebody who is not logged in any more is painted', async () => {
	Object.assign(document, { cookie: 'locale=sv; person=another' });
	await run();
	expect(place.children).toEqual([]);
});

test('nothing is painted over a page that has started', async () => {
	root.dataset.ready = '';
	await run();
	expect(place.children).toEqual([]);
});

test('the framework starts where the storage refuses', async () => {
	vi.stubGlobal('indexedDB', {
		open() {
			throw new DOMException('', 'SecurityError');
		}
	});
	await run();
	expect(place.children).toEqual([]);
});

test('the framework starts where the storage hangs: 112 needs none', async () => {
	standOn('/emergency');
	vi.stubGlobal('indexedDB', { open: () => ({}) });
	const began = performance.now();
	await run();
	expect(performance.now() - began).toBeLessThan(5000);
});

test('the framework starts where no frame comes, in a page that nobody sees', async () => {
	vi.stubGlobal('requestAnimationFrame', () => undefined);
	await run();
	expect(place.children.length).toBeGreaterThan(0);
});
