import { describedPhotos } from '$lib/components/described-photos';
import { homesOf } from '$lib/components/homes';
import {
	answersOf,
	blankDraft,
	draftId,
	draftOf,
	isWorthKeeping,
	type ReportArgs,
	type ReportDraft
} from '$lib/components/report-draft';
import type { AttachmentToSend, OutboxItem, Portal } from '$lib/device/portal-types';
import { ofStorage, StorageError } from '$lib/device/storage';
import { updates } from '$lib/device/updates.svelte';
import type { SentAttachment } from '$lib/domain/attachments';

const pauseMs = 400;

type KeptReport = ReportDraft & { keptPhotos: SentAttachment[] };

/**
 * The five pages' common state, kept as a draft at every pause in typing. A report that still waits, or was refused, is
 * mended in place: it has a draft of its own until it is put back into the queue.
 */
export class ReportForm {
	answers = $state<Omit<ReportDraft, 'photos'>>(blankDraft());
	photos = $state.raw<AttachmentToSend[]>([]);
	/** Photos of an item that is being mended; their bytes are in the queue already. */
	keptPhotos = $state.raw<SentAttachment[]>([]);
	saved = $state(false);
	readonly #portal: Portal;
	readonly item: OutboxItem | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#release: (() => void) | undefined;
	/** In the queue now: to keep it as a draft too would let the next report go out as this one. */
	#isSent = false;

	private constructor(portal: Portal, item: OutboxItem | undefined) {
		this.#portal = portal;
		this.item = item;
	}

	static async open(portal: Portal, itemId: string | null): Promise<ReportForm> {
		const item = portal.view.items.find(({ id }) => id === itemId);
		const form = new ReportForm(portal, item);
		const args = item?.args as ReportArgs | undefined;
		const draft = await portal.loadDraft<KeptReport>(form.#draftId);
		form.#fill(draft ?? (args ? draftOf(args) : blankDraft()));
		form.keptPhotos = draft?.keptPhotos ?? args?.photos ?? [];
		form.saved = !item && isWorthKeeping(form.draft);
		return form;
	}

	get draft(): ReportDraft {
		return { ...this.answers, photos: this.photos };
	}

	#fill({ photos, ...answers }: ReportDraft): void {
		this.answers = answers;
		this.photos = photos;
		const homes = homesOf(this.#portal);
		if (homes.length === 1) this.answers.apartmentId = homes[0]?.apartmentId ?? null;
		if (this.answers.phone === '') this.answers.phone = ownPhone(this.#portal);
	}

	/** Called at every change; what was typed is on the device a moment later, and no new version interrupts. */
	changed(): void {
		this.#release ??= updates.hold();
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.keep(), pauseMs);
	}

	async keep(): Promise<void> {
		clearTimeout(this.#timer);
		if (this.#isSent || !this.#isWorthKeeping()) return;
		try {
			const kept: KeptReport = { ...$state.snapshot(this.draft), keptPhotos: this.keptPhotos };
			await this.#portal.saveDraft(this.#draftId, kept);
			this.saved = true;
			this.#let();
		} catch (error) {
			// The strip says that the device is full; the form stays as it is.
			if (!(error instanceof StorageError)) throw error;
			this.saved = false;
		}
	}

	async clear(): Promise<void> {
		clearTimeout(this.#timer);
		await this.#portal.removeDraft(this.#draftId);
		this.#fill(blankDraft());
		this.saved = false;
		this.#let();
	}

	/** Another report is followed instead (D5): what was only chosen goes, what was written or photographed stays a draft. */
	async setAside(): Promise<void> {
		if (this.draft.description.trim() === '' && this.photos.length === 0) await this.clear();
		else await this.keep();
	}

	/** The report's id where it is kept for sending; undefined where the item has meanwhile gone. */
	async send(): Promise<string | undefined> {
		clearTimeout(this.#timer);
		const { item } = this;
		const answers = answersOf(this.draft);
		if (!item) {
			await this.#portal.send(
				'reportDefect',
				{ ...answers, writtenAt: now(), photos: describedPhotos(this.photos) },
				this.photos
			);
			await this.#forget();
			return answers.id;
		}
		const { writtenAt } = item.args as ReportArgs;
		const args = { ...answers, writtenAt, photos: this.keptPhotos };
		if (item.state === 'refused') await this.#portal.resend(item.id, args);
		else if (!(await this.#portal.edit(item.id, args))) return undefined;
		await this.#forget();
		return answers.id;
	}

	async #forget(): Promise<void> {
		this.#isSent = true;
		clearTimeout(this.#timer);
		// The report is kept for sending: that its draft is still there is no failure of that.
		await this.#portal.removeDraft(this.#draftId).catch(ofStorage);
		this.#let();
	}

	/** What is being mended is worth keeping whatever is left of it. */
	#isWorthKeeping(): boolean {
		return this.item !== undefined || isWorthKeeping(this.draft);
	}

	get #draftId(): string {
		return this.item ? `mend ${this.item.id}` : draftId;
	}

	#let(): void {
		this.#release?.();
		this.#release = undefined;
	}

	close(): void {
		void this.keep().then(() => this.#let());
	}
}

function ownPhone({ view, personId }: Portal): string {
	return (personId && view.get('profile', personId)?.phone) || '';
}

const now = () => new Date().toISOString();
