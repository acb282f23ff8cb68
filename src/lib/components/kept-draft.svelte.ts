import type { AttachmentToSend, Portal } from '$lib/device/portal-types';
import { ofStorage, StorageError } from '$lib/device/storage';
import { updates } from '$lib/device/updates.svelte';
import { onDestroy } from 'svelte';

const pauseMs = 400;

interface Kept {
	id: string;
	text: string;
	photos: AttachmentToSend[];
	/** Further answers of the same form, by field. */
	answers: Record<string, string>;
}

/** A message that is being written: kept on the device at every pause, and there again when one comes back to it. */
export class KeptDraft {
	/** The message's own id, so that sending it twice makes one of it. */
	id = crypto.randomUUID() as string;
	text = $state('');
	photos = $state.raw<AttachmentToSend[]>([]);
	answers = $state<Record<string, string>>({});
	/** It is on the device, to be found again by whoever comes back. */
	saved = $state(false);
	readonly #portal: Portal;
	readonly #key: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#release: (() => void) | undefined;

	/** Made while a component is: it is kept when that is left. */
	constructor(portal: Portal, key: string) {
		this.#portal = portal;
		this.#key = key;
		void this.#load();
		// A phone may end a hidden app at any moment and tells it nothing more.
		const hidden = () =>
			document.visibilityState === 'hidden' && this.#timer !== undefined && void this.keep();
		document.addEventListener('visibilitychange', hidden);
		onDestroy(() => {
			document.removeEventListener('visibilitychange', hidden);
			if (this.#timer !== undefined) void this.keep();
		});
	}

	async #load(): Promise<void> {
		const kept = await this.#portal.loadDraft<Kept>(this.#key);
		// Somebody quick has typed already.
		if (!kept || !this.#isBlank()) return;
		this.id = kept.id;
		this.text = kept.text;
		this.photos = kept.photos;
		this.answers = kept.answers;
		this.saved = true;
	}

	changed(): void {
		this.#release ??= updates.hold();
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.keep(), pauseMs);
	}

	async keep(): Promise<void> {
		this.#calm();
		const { id, text, photos } = this;
		try {
			if (this.#isBlank()) await this.#portal.removeDraft(this.#key);
			else
				await this.#portal.saveDraft(this.#key, { id, text, photos, answers: $state.snapshot(this.answers) });
			this.saved = !this.#isBlank();
			this.#let();
		} catch (error) {
			// The strip says that the device is full; what is typed stays on the page.
			this.saved = false;
			if (!(error instanceof StorageError)) throw error;
		}
	}

	async clear(): Promise<void> {
		this.#calm();
		this.id = crypto.randomUUID();
		this.text = '';
		this.photos = [];
		this.answers = {};
		this.saved = false;
		// What was written has been sent, or was to go: that its copy is still there is no failure of that.
		await this.#portal.removeDraft(this.#key).catch(ofStorage);
		this.#let();
	}

	/** What was written goes on elsewhere: to a draft that is there already nothing is added, so that nothing is lost. */
	async carryTo(key: string): Promise<void> {
		if (this.text.trim() === '' && this.photos.length === 0) return;
		if ((await this.#portal.loadDraft(key)) !== undefined) return;
		const { text, photos } = this;
		await this.#portal.saveDraft(key, { id: crypto.randomUUID(), text, photos, answers: {} });
		await this.clear();
	}

	#calm(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	#isBlank(): boolean {
		return (
			this.text.trim() === '' &&
			this.photos.length === 0 &&
			Object.values(this.answers).every((answer) => answer === '')
		);
	}

	#let(): void {
		this.#release?.();
		this.#release = undefined;
	}
}
