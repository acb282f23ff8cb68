import { m } from '$lib/i18n/generated/messages';

/** A key order is a message whose first lines say which key and how many (M1), in the words of whoever orders. */
export function keyOrderText(key: string, howMany: string, more: string): string {
	const lines = [
		m.conversation_key_line({ key: key.trim() }),
		m.conversation_count_line({ count: howMany.trim() })
	];
	return [lines.join('\n'), more.trim()].filter(Boolean).join('\n\n');
}
