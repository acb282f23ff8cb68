import { expect, type Page } from '@playwright/test';
import { logIn } from './journey';
import type { Device } from './device';

// The demo's people as the journeys know them, and what they do most.

const people = {
	aino: { email: 'aino.virtanen@example.com', hello: 'Hei, Aino' },
	erik: { email: 'erik.lindqvist@example.com', hello: 'Hej Erik' },
	maria: { email: 'maria.silva@example.com', hello: 'Hello Maria' }
};
export type Resident = keyof typeof people;

/** Logs in and waits until the phone could do without a network. */
export async function arrive(phone: Device, who: Resident, language?: 'fi' | 'sv' | 'en'): Promise<void> {
	const { email, hello } = people[who];
	await logIn(phone.page, email, { at: phone.portal.origin, ...(language && { language }) });
	await expect(phone.page.getByRole('heading', { name: hello })).toBeVisible({ timeout: 20_000 });
	await phone.isReadyForOffline();
}

/** Aino's reply in the conversation about the benches; resolves when the form has let go of it. */
export async function reply(page: Page, text: string): Promise<void> {
	await page
		.getByRole('navigation')
		.getByRole('link', { name: /^Viestit/ })
		.click();
	await page.getByRole('link', { name: /Pihan penkit/ }).click();
	await page.getByLabel('Vastauksesi').fill(text);
	await page.getByRole('button', { name: 'Lähetä' }).click();
	await expect(page.getByLabel('Vastauksesi')).toHaveValue('');
	await expect(page.getByRole('listitem').filter({ hasText: text })).toBeVisible();
}

/**
 * Queues copies of a reply that the person has queued by hand: as many as a month in a cellar makes. Each has a text of
 * its own, which is returned. The page learns of them when it is opened again.
 */
export async function queueMore(page: Page, text: string, copies: number): Promise<string[]> {
	return page.evaluate(
		async ({ text, copies }) => {
			const request = <T>(made: IDBRequest<T>) =>
				new Promise<T>((resolve, reject) => {
					made.onsuccess = () => resolve(made.result);
					made.onerror = () => reject(made.error);
				});
			const name = (await indexedDB.databases())
				.map((each) => each.name ?? '')
				.find((each) => /^kellari-[0-9a-f]+$/.test(each));
			const db = await request(indexedDB.open(name ?? ''));
			const transaction = db.transaction(['outbox', 'meta'], 'readwrite', { durability: 'strict' });
			const [outbox, meta] = [transaction.objectStore('outbox'), transaction.objectStore('meta')];
			const items = await request(outbox.getAll());
			const model = items.find(({ args }) => args.text === text);
			const state = await request(meta.get('sync'));
			const texts = Array.from({ length: copies }, (_, at) => `${text} (${at + 2})`);
			for (const each of texts) {
				const args = { ...model.args, text: each, messageId: crypto.randomUUID() };
				outbox.add({ ...model, id: crypto.randomUUID(), args, order: state.nextOrder++ });
			}
			meta.put(state);
			await new Promise((done, failed) => {
				transaction.oncomplete = done;
				transaction.onabort = () => failed(transaction.error);
			});
			db.close();
			return texts;
		},
		{ text, copies }
	);
}

/** Notes whether words were ever on a page of this phone, however briefly. Asked for by `wasShown`. */
export async function watchFor(phone: Device, words: string): Promise<void> {
	await phone.context.addInitScript((watched) => {
		const look = () => {
			if (document.body?.innerText.includes(watched)) localStorage.setItem('test-shown', watched);
		};
		new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
	}, words);
}

export function wasShown(phone: Device): Promise<string | null> {
	return phone.page.evaluate(() => localStorage.getItem('test-shown'));
}
