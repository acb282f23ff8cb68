import { expect, test } from 'vitest';
import { maxFileBytes } from '$lib/domain/attachments';
import { prepareFile } from './file-preparation';

test('M1 a PDF is taken as it is, with its name', async () => {
	const prepared = await prepareFile(new File(['%PDF-1.7 sopimus'], 'sopimus.pdf'));
	expect(prepared).toMatchObject({ type: 'application/pdf', size: 16, name: 'sopimus.pdf' });
	if ('problem' in prepared) throw new Error('not taken');
	expect(new TextDecoder().decode(prepared.bytes)).toBe('%PDF-1.7 sopimus');
	expect(prepared.sha).toMatch(/^[0-9a-f]{64}$/);
});

test('M1 what is no PDF, or too large, is said to be so before it is queued', async () => {
	expect(await prepareFile(new File(['hello'], 'sopimus.pdf'))).toEqual({ problem: 'notPdf' });
	const large = new File([new Uint8Array(maxFileBytes + 1)], 'suuri.pdf');
	expect(await prepareFile(large)).toEqual({ problem: 'tooLarge' });
});

test('M1 a file that has gone before it was read is said to be out of reach', async () => {
	const gone = new File(['%PDF-1.7'], 'pilvessä.pdf');
	gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
	expect(await prepareFile(gone)).toEqual({ problem: 'unreadable' });
});
