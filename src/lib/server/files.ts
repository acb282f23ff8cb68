/** Whether bytes are a PDF, whatever they are called: the mark stands within the first kilobyte (ISO 32000, annex I). */
export function isPdf(bytes: Uint8Array): boolean {
	return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
}
