// @ts-check
// Runs inline, before the framework and the styles: what one opens the portal for when it burns must not wait for
// hydration, and a slow phone reads while it fetches. Reads the device's databases by hand (see
// src/lib/device/directory.ts and local-db.ts for their shapes) and paints with createElement and textContent alone. The
// framework's page replaces it when it has started.
(() => {
	const page = location.pathname;
	if (!['/emergency', '/rescue-plan'].includes(page) || !('indexedDB' in window)) return;

	/** @param {string} name @returns {Promise<IDBDatabase>} */
	const open = (name) =>
		new Promise((resolve, reject) => {
			const request = indexedDB.open(name);
			// It does not exist yet: leave it to the app to make.
			request.onupgradeneeded = () => request.transaction?.abort();
			request.onsuccess = () => {
				// Whoever removes the person's data must not wait for this page.
				request.result.onversionchange = () => request.result.close();
				resolve(request.result);
			};
			request.onerror = () => reject(request.error);
		});

	/** @param {IDBObjectStore | IDBIndex} from @param {IDBValidKey} key @returns {Promise<any>} */
	const get = (from, key) =>
		new Promise((resolve, reject) => {
			const request = from.get(key);
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});

	/** @param {IDBObjectStore | IDBIndex} from @param {IDBValidKey} [key] @returns {Promise<any[]>} */
	const getAll = (from, key) =>
		new Promise((resolve, reject) => {
			const request = from.getAll(key);
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});

	/** @param {Element} into @param {string} tag @param {string} text @param {string} [className] */
	const add = (into, tag, text, className) => {
		const element = document.createElement(tag);
		element.textContent = text;
		if (className) element.className = className;
		into.append(element);
		return element;
	};

	/** @param {Record<string, string> | undefined} words @param {string} locale */
	const say = (words, locale) => words?.[locale] ?? words?.fi ?? words?.sv ?? words?.en ?? '';

	/** @param {Element} place @param {any} card @param {string} locale */
	function paintCard(place, card, locale) {
		const call = /** @type {HTMLAnchorElement} */ (add(place, 'a', '112', 'early-112'));
		call.href = 'tel:112';
		add(place, 'p', `${card.address}, ${card.postalPlace}`, 'early-address');
		add(place, 'p', say(card.assemblyPoint, locale));
	}

	/** @param {Element} place @param {any} plan @param {string} locale */
	function paintPlan(place, plan, locale) {
		for (const chapter of plan.chapters) {
			add(place, 'h2', say(chapter.title, locale));
			// Markdown reads well enough as it stands for the moment until the page is there.
			for (const paragraph of say(chapter.body, locale).split(/\n\s*\n/))
				add(place, 'p', paragraph.replaceAll('**', ''), 'early-text');
		}
	}

	/** The place is further down than this script; it is there before any of the framework's. */
	async function findPlace() {
		if (document.readyState === 'loading')
			await new Promise((parsed) => document.addEventListener('DOMContentLoaded', parsed));
		return document.getElementById('early-paint');
	}

	/** @param {string} name */
	const cookie = (name) => new RegExp(`(?:^|; )${name}=(\\w+)`).exec(document.cookie)?.[1];

	/**
	 * As the app does: what the person has chosen, else the language of the last page, else the browser's
	 * (src/lib/i18n/locale.svelte.ts and the layout of the resident's pages).
	 * @param {string | undefined} chosen
	 */
	function localeFor(chosen) {
		const spoken = navigator.languages.map((each) => each.replace(/-.*/, ''));
		const known = [cookie('locale') ?? '', ...spoken].find((each) => ['fi', 'sv', 'en'].includes(each));
		return chosen ?? known ?? 'fi';
	}

	async function paint() {
		const device = await open('kellari-device');
		const current = await get(device.transaction('state').objectStore('state'), 'current');
		device.close();
		if (!current?.database) return;
		// Another person has logged in since: what is stored is not theirs to see (src/lib/domain/person-mark.ts).
		const mark = cookie('person');
		if (mark && current.database !== `kellari-${mark}`) return;
		const db = await open(current.database);
		const kind = page === '/emergency' ? 'emergencyCard' : 'rescuePlan';
		const stores = db.transaction(['rows', 'meta', 'outbox']);
		const ofKind = stores.objectStore('rows').index('k');
		const [state, rows, profiles, waiting] = await Promise.all([
			get(stores.objectStore('meta'), 'sync'),
			getAll(ofKind, kind),
			getAll(ofKind, 'profile'),
			getAll(stores.objectStore('outbox'))
		]);
		db.close();
		const choices = waiting.filter(({ name, state }) => name === 'chooseLanguage' && state !== 'refused');
		const choice = choices.sort((a, b) => a.order - b.order).at(-1)?.args;
		const profile = profiles.find(({ id }) => id === state?.personId)?.d;
		const locale = localeFor((choice ?? profile)?.language);
		document.documentElement.lang = locale;
		// Of several for whom one acts, each has a page of their own (src/lib/device/principals.ts).
		const chosen = sessionStorage.getItem('acting for') ?? state?.actingFor;
		const scopes = /** @type {{ principals: string[] }[]} */ (Object.values(state?.scopes ?? {}));
		const acting = scopes.some(({ principals }) => principals.includes(chosen)) ? chosen : state?.personId;
		const row = rows.find(({ s }) => state?.scopes[s]?.principals.includes(acting));
		const place = await findPlace();
		if (!row || !place || document.documentElement.dataset.ready !== undefined) return;
		place.lang = locale;
		(page === '/emergency' ? paintCard : paintPlan)(place, row.d, locale);
		place.hidden = false;
		performance.mark('early-paint');
		// On the screen, before the framework takes the processor; a page that nobody sees has no frames.
		await new Promise((shown) => {
			requestAnimationFrame(() => setTimeout(shown));
			setTimeout(shown, 500);
		});
	}
	// Nothing stored, or a browser that refuses: the app itself says what there is to say.
	// Nor does it wait for long: a storage that hangs is the app's to get over, and 112 needs none.
	const tooLate = new Promise((late) => setTimeout(late, 2000));
	window.earlyPaint = Promise.race([paint().catch(() => {}), tooLate]);
})();
