/**
 * The subset of Markdown that bulletins and plans are written in, as a small tree that components draw: paragraphs,
 * headings, lists, strong, emphasis, links. Anything else is text, HTML included.
 */
export type Block =
	| { kind: 'paragraph'; inline: Inline[] }
	| { kind: 'heading'; inline: Inline[] }
	| { kind: 'list'; ordered: boolean; items: Inline[][] };

export type Inline =
	| { kind: 'text'; text: string }
	| { kind: 'break' }
	| { kind: 'strong'; inline: Inline[] }
	| { kind: 'emphasis'; inline: Inline[] }
	| { kind: 'link'; href: string; inline: Inline[] };

export function parseMarkdown(source: string): Block[] {
	const blocks: Block[] = [];
	let paragraph: string[] = [];
	const endParagraph = () => {
		if (paragraph.length > 0) blocks.push({ kind: 'paragraph', inline: parseInline(paragraph.join('\n')) });
		paragraph = [];
	};

	for (const line of source.replace(/\r\n?/g, '\n').split('\n')) {
		const heading = /^#{1,6} +(.+?) *#*$/.exec(line);
		const item = /^ {0,3}(?:([-*+])|\d{1,9}[.)]) +(.+)$/.exec(line);
		if (heading) {
			endParagraph();
			blocks.push({ kind: 'heading', inline: parseInline(heading[1] ?? '') });
		} else if (item) {
			endParagraph();
			addItem(blocks, item[1] === undefined, item[2] ?? '');
		} else if (line.trim() === '') {
			endParagraph();
		} else if (/^ {2,}\S/.test(line) && paragraph.length === 0 && blocks.at(-1)?.kind === 'list') {
			continueItem(blocks, line.trim());
		} else paragraph.push(line.trim());
	}
	endParagraph();
	return blocks;
}

function addItem(blocks: Block[], ordered: boolean, text: string): void {
	const last = blocks.at(-1);
	if (last?.kind === 'list' && last.ordered === ordered) last.items.push(parseInline(text));
	else blocks.push({ kind: 'list', ordered, items: [parseInline(text)] });
}

function continueItem(blocks: Block[], text: string): void {
	const list = blocks.at(-1);
	const item = list?.kind === 'list' ? list.items.at(-1) : undefined;
	if (!item) return;
	addText(item, ' ');
	for (const part of parseInline(text)) {
		if (part.kind === 'text') addText(item, part.text);
		else item.push(part);
	}
}

// Strong before emphasis, so that `**` is not two `*`. Words keep their underscores: only `*` marks emphasis.
const marks =
	/\[([^\][]+)\]\(((?:[^()\s]|\([^()\s]*\))+)\)|\*\*(?=\S)([\s\S]*?\S)\*\*|\*(?=\S)([^*]*?\S)\*|\\([\\*[\]#-])|\n/;

function parseInline(source: string): Inline[] {
	const tree: Inline[] = [];
	let rest = source;
	for (let found = marks.exec(rest); found; found = marks.exec(rest)) {
		addText(tree, rest.slice(0, found.index));
		const [whole, label, href, strong, emphasis, escaped] = found;
		if (label !== undefined && href !== undefined) addLink(tree, label, href);
		else if (strong !== undefined) tree.push({ kind: 'strong', inline: parseInline(strong) });
		else if (emphasis !== undefined) tree.push({ kind: 'emphasis', inline: parseInline(emphasis) });
		else if (escaped !== undefined) addText(tree, escaped);
		else tree.push({ kind: 'break' });
		rest = rest.slice(found.index + whole.length);
	}
	addText(tree, rest);
	return tree;
}

/** Only addresses that a reader may safely be sent to; of anything else the words stay. */
function addLink(tree: Inline[], label: string, href: string): void {
	if (/^(https?:\/\/|mailto:|tel:|\/(?!\/))/i.test(href))
		tree.push({ kind: 'link', href, inline: parseInline(label) });
	else addText(tree, label);
}

function addText(tree: Inline[], text: string): void {
	const last = tree.at(-1);
	if (text === '') return;
	if (last?.kind === 'text') last.text += text;
	else tree.push({ kind: 'text', text });
}
