/**
 * A form's field, or '' for none and for a file. Without U+0000, which nobody types and no database holds.
 * @param longest characters; what is beyond is cut off
 */
export function textOf(form: FormData, name: string, longest = Infinity): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.replaceAll('\u0000', '').slice(0, longest) : '';
}
