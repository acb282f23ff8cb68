import { describe, expect, it } from 'vitest';
import { parseMarkdown, type Block, type Inline } from './markdown';

describe('what staff write as Markdown', () => {
	it('is paragraphs, with a line break kept as one', () => {
		expect(parseMarkdown('Water is off.\nFrom 8 to 12.\n\nWe are sorry.')).toEqual([
			{ kind: 'paragraph', inline: [text('Water is off.'), { kind: 'break' }, text('From 8 to 12.')] },
			{ kind: 'paragraph', inline: [text('We are sorry.')] }
		]);
	});

	it('has lists of both kinds', () => {
		const [first, second] = parseMarkdown('- one\n- two\n  and more\n\n1. first\n2) second');
		expect(first).toEqual({ kind: 'list', ordered: false, items: [[text('one')], [text('two and more')]] });
		expect(second).toEqual({ kind: 'list', ordered: true, items: [[text('first')], [text('second')]] });
	});

	it('has strong words, emphasis and links inside one another', () => {
		expect(inlineOf('Call **[010 123](tel:010123) now**, *please*.')).toEqual([
			text('Call '),
			{
				kind: 'strong',
				inline: [{ kind: 'link', href: 'tel:010123', inline: [text('010 123')] }, text(' now')]
			},
			text(', '),
			{ kind: 'emphasis', inline: [text('please')] },
			text('.')
		]);
	});

	it('never links to anything but the web, mail, a telephone or this portal', () => {
		for (const href of ['javascript:alert(1)', 'data:text/html,x', '//elsewhere.example', 'vbscript:x'])
			expect(inlineOf(`[press](${href})`)).toEqual([text('press')]);
		expect(inlineOf('[plan](/rescue-plan)')).toEqual([
			{ kind: 'link', href: '/rescue-plan', inline: [text('plan')] }
		]);
	});

	it('leaves HTML, lone marks and underscores as the text they are', () => {
		for (const plain of ['<b>x</b>', '5 * 3 * 2', 'a_b_c', '**', '[open', 'snake_case *'])
			expect(inlineOf(plain)).toEqual([text(plain)]);
	});

	it('takes an escaped mark as the mark itself', () => {
		expect(inlineOf('\\*not so\\*')).toEqual([text('*not so*')]);
	});

	it('reads a long line of marks quickly', () => {
		const started = performance.now();
		parseMarkdown('*'.repeat(5000) + '[a'.repeat(5000));
		expect(performance.now() - started).toBeLessThan(1500);
	});
});

const text = (words: string): Inline => ({ kind: 'text', text: words });

function inlineOf(source: string): Inline[] {
	const [block] = parseMarkdown(source);
	return (block as Extract<Block, { kind: 'paragraph' }>).inline;
}
