import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { testSealing } from '$lib/server/auth/test-people';
import { startWebImport } from './web-import';

test('T9 a process that is told to stop leaves nothing of a register that is still arriving', async () => {
	const data = mkdtempSync(join(tmpdir(), 'kellari-data-'));
	vi.stubEnv('KELLARI_DATA', data);
	onTestFinished(() => {
		vi.unstubAllEnvs();
		rmSync(data, { recursive: true });
	});
	const kept = () => readdirSync(data, { recursive: true }).length;
	// Begins, and never ends.
	const body = new ReadableStream<Uint8Array>({
		start: (controller) => controller.enqueue(new TextEncoder().encode('id;hetu\n'))
	});
	const started = startWebImport(
		{ sealing: testSealing, now: () => new Date() },
		[{ name: 'people.csv', body }],
		{
			askedBy: { by: 'command' }
		}
	);
	const outcome = expect(started).rejects.toMatchObject({ name: 'AbortError' });
	// The folder of all, the one of this sending, and its file.
	await vi.waitUntil(() => kept() === 3);
	process.emit('sveltekit:shutdown' as never, 'SIGTERM' as never);
	await outcome;
	expect(readdirSync(join(data, 'imports'))).toEqual([]);
});
