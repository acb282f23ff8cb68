const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

/** For text and for attributes in quotes, where no component draws the page: mails, and files to keep. */
export function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
