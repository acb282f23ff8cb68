/** Hands a text to the person as a file of their own: it is theirs, whatever becomes of this device's storage. */
export function saveAsFile(name: string, text: string): void {
	const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
	const link = Object.assign(document.createElement('a'), { href: url, download: `${name}.txt` });
	link.click();
	// Revoked later: some browsers begin to read only after the click.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
