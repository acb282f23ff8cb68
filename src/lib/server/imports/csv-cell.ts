/** A cell that begins like a formula is text: a spreadsheet would run what somebody has written. */
export function cell(value: unknown): string {
	const text = String(value).replace(/^(?=[=@\t\r]|[-+](?!\d))/, "'");
	return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
