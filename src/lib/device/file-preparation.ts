import { fileType, maxFileBytes } from '$lib/domain/attachments';
import { sha256Hex } from './local-db';
import type { FileToSend } from './portal-types';

export interface FileProblem {
	problem: 'notPdf' | 'tooLarge' | 'unreadable';
}

/** Takes a PDF as it is. Known by its first bytes, not by its name, as the server will know it. */
export async function prepareFile(file: File): Promise<FileToSend | FileProblem> {
	if (file.size > maxFileBytes) return { problem: 'tooLarge' };
	let bytes: ArrayBuffer;
	try {
		bytes = await file.arrayBuffer();
	} catch (error) {
		// The file was moved, deleted, or lies in a cloud that is out of reach.
		if (error instanceof DOMException) return { problem: 'unreadable' };
		throw error;
	}
	if (!isPdf(bytes)) return { problem: 'notPdf' };
	return {
		id: crypto.randomUUID(),
		sha: await sha256Hex(bytes),
		type: fileType,
		size: bytes.byteLength,
		name: file.name.trim().slice(0, 200) || 'file.pdf',
		bytes
	};
}

function isPdf(bytes: ArrayBuffer): boolean {
	const head = new TextDecoder('latin1').decode(bytes.slice(0, 1024));
	return head.includes('%PDF-');
}
