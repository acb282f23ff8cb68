/** A browser that is driven from outside, by the few things that a person does with it. Elements are named by XPath. */
export interface Engine {
	name: string;
	version: string;
	goto(address: string): Promise<void>;
	click(path: string): Promise<void>;
	/** Types as a keyboard does, at the end of what is there. */
	type(path: string, text: string): Promise<void>;
	attach(path: string, file: string): Promise<void>;
	/** The value of an expression in the page; a promise is awaited. */
	evaluate<T>(expression: string): Promise<T>;
	close(): Promise<void>;
}

/** An engine that this machine has, or why it is left out. */
export type Found = { start: () => Promise<Engine> } | { missing: string };

const quoted = (text: string) => (text.includes("'") ? `"${text}"` : `'${text}'`);
const says = (text: string) => `contains(normalize-space(.), ${quoted(text)})`;

export const button = (text: string) => `//button[${says(text)}]`;
export const link = (text: string) => `//a[${says(text)}]`;
export const choice = (text: string) => `//label[${says(text)}]`;
/** What a label is for, inside it or by its id. */
export const field = (label: string) =>
	`//*[self::input or self::textarea][@id = //label[${says(label)}]/@for or ancestor::label[${says(label)}]]`;

const patience = 30_000;

/** Waits until an expression is true in the page. A page that is just being left has none. */
export async function until(engine: Engine, expression: string, what: string): Promise<void> {
	const deadline = Date.now() + patience;
	let last: unknown;
	while (Date.now() < deadline) {
		try {
			if (await engine.evaluate<boolean>(`Boolean(${expression})`)) return;
			last = undefined;
		} catch (error) {
			last = error;
		}
		await new Promise((resolve) => setTimeout(resolve, 150));
	}
	const page = await engine
		.evaluate<string>('location.href + "\\n" + document.body.innerText.slice(0, 1500)')
		.catch((error: unknown) => String(error));
	throw new Error(
		`${engine.name}: waited in vain for ${what}${last ? ` (${String(last)})` : ''}, at ${page}`
	);
}

export function sees(engine: Engine, text: string): Promise<void> {
	return until(engine, `document.body?.innerText.includes(${JSON.stringify(text)})`, `“${text}”`);
}

/** Waits until an element lies open to a finger in the middle of the screen, and clicks it there. */
export async function press(engine: Engine, path: string): Promise<void> {
	await until(engine, `(${liesOpen})(${first(path)})`, path);
	await engine.click(path);
}

// While one page changes into the next, what is drawn of both lies over everything.
const liesOpen = `(element) => {
	if (!element) return false;
	element.scrollIntoView({ block: 'center', behavior: 'instant' });
	const { x, y, width, height } = element.getBoundingClientRect();
	return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}`;

export async function fill(engine: Engine, path: string, text: string): Promise<void> {
	await isThere(engine, path);
	await engine.type(path, text);
}

export function isThere(engine: Engine, path: string): Promise<void> {
	return until(engine, first(path), path);
}

const first = (path: string) =>
	`document.evaluate(${JSON.stringify(path)}, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE).singleNodeValue`;
