import { createWriteStream } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { actingAs } from '$lib/server/acting';
import { readIdentificationSettings } from '$lib/server/auth/identification/settings';
import { connect } from '$lib/server/db';
import { log, traceOf } from '$lib/server/log';
import type { PortalProcess } from '$lib/server/portal';
import { fileSource, type RowSource } from './files';
import { runImport, type ImportOptions, type ImportOutcome } from './run-import';
import { makeSentFolder, removeOpenFolders } from './sent-files';

/** What is read here ends with the process; whoever sent it sends it again. */
const ending = new AbortController();
process.once('sveltekit:shutdown', () => {
	ending.abort();
	removeOpenFolders();
});

/** A file as it arrived over HTTP. */
export interface Sent {
	name: string;
	body: ReadableStream<Uint8Array>;
}

export type WebImportOptions = Pick<
	ImportOptions,
	'askedBy' | 'dryRun' | 'full' | 'endEvenMany' | 'acceptManyRefused'
>;

/** What has been asked for: it goes on whether or not anybody waits for its end. */
export interface RunningImport {
	id: string;
	/** null where it ended by a fault of ours, which is in the log */
	outcome: Promise<ImportOutcome | null>;
}

/**
 * Keeps the files on the disk until they are all here, so that nothing begins by a sending that breaks off.
 * @throws ImportRefused where a name says no register
 */
export async function startWebImport(
	{ sealing, now }: Pick<PortalProcess, 'sealing' | 'now'>,
	sent: readonly Sent[],
	options: WebImportOptions
): Promise<RunningImport> {
	const folder = await makeSentFolder();
	const sources: RowSource[] = [];
	try {
		for (const [place, { name, body }] of sent.entries()) {
			const path = join(folder.path, String(place));
			sources.push(fileSource(path, name));
			const file = createWriteStream(path, { mode: 0o600 });
			await pipeline(Readable.fromWeb(body as never), file, { signal: ending.signal });
		}
	} catch (error) {
		await folder.remove();
		throw error;
	}
	const id = randomUUID();
	const outcome = actingAs('portal', () => run(id, sources, { ...options, sealing, now: now() }));
	return {
		id,
		outcome: outcome
			.catch((error: unknown) => {
				log.error({ import: id, ...traceOf(error) }, 'import failed');
				return null;
			})
			.finally(() => folder.remove())
	};
}

async function run(
	id: string,
	sources: readonly RowSource[],
	options: Omit<ImportOptions, 'artificialHetuAllowed'>
): Promise<ImportOutcome> {
	const db = connect(process.env.DATABASE_URL ?? '', {
		connections: 1,
		statementTimeout: 0,
		applicationName: 'kellari import'
	});
	const abort = () => void db.end();
	ending.signal.addEventListener('abort', abort);
	try {
		const { allowArtificial } = await readIdentificationSettings(db.sql, process.env);
		return await runImport(db, sources, { ...options, id, artificialHetuAllowed: allowArtificial });
	} finally {
		ending.signal.removeEventListener('abort', abort);
		await db.end();
	}
}
