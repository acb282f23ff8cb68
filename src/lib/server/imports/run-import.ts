import { randomUUID } from 'node:crypto';
import { helsinkiDay } from '$lib/domain/helsinki-time';
import { registerNames, type RegisterName } from '$lib/domain/registers';
import { record as recordInAudit } from '$lib/server/audit/record';
import type { Sealing } from '$lib/server/sealing';
import { apply, Interrupted } from './apply';
import { divide } from './batches';
import { check } from './check';
import { countRows, type RegisterCounts } from './counts';
import { planEnded } from './ended';
import type { RowSource } from './files';
import { ImportRefused, type ImportProblem } from './refused';
import type { ImportSession } from './session';
import { prepareStaging, refuseNothing, stage, type FileCount } from './staging';

export interface ImportOptions {
	askedBy: { by: 'command' } | { by: 'staff'; staffId: string } | { by: 'key'; apiKeyId: string };
	sealing: Sealing;
	now: Date;
	/** everything is checked and reported, and nothing changed */
	dryRun?: boolean;
	/** Full sets: what isn't in them has ended. */
	full?: readonly RegisterName[];
	endEvenMany?: boolean;
	/** Else a set of which more than a tenth is refused is taken for a mistake. */
	acceptManyRefused?: boolean;
	artificialHetuAllowed?: boolean;
	id?: string;
	signal?: AbortSignal;
}

export interface ImportOutcome {
	id: string;
	state: 'checked' | 'done' | 'refused' | 'interrupted';
	problem: ImportProblem | null;
	counts: Partial<Record<RegisterName, RegisterCounts>>;
	files: FileCount[];
}

const advisoryLock = 7_231_010;
const mostRefused = 0.1;
/** In a small set one wrong row is a large share. */
const fewRefused = 20;

/**
 * Reads, checks and compares all of it, and then writes what is new or otherwise, in batches. Two imports exclude each
 * other. Whatever stops it, it may be run again from the start: what is written already is then as it should be.
 */
export async function runImport(
	session: ImportSession,
	sources: readonly RowSource[],
	options: ImportOptions
): Promise<ImportOutcome> {
	const id = options.id ?? randomUUID();
	const outcome: ImportOutcome = { id, state: 'refused', problem: null, counts: {}, files: [] };
	await record(session, options, id);
	if (!(await takeLock(session))) {
		outcome.problem = { reason: 'anotherRuns' };
		await settle(session, outcome);
		return outcome;
	}
	try {
		await sayWhoWasInterrupted(session, id);
		await settled(session, sources, options, outcome);
		await settle(session, outcome);
		await tellAudit(session, options, outcome);
		return outcome;
	} catch (error) {
		// The connection may be what failed; then the next import says of this one that it was interrupted.
		await session.sql`update imports set state = 'failed', finished_at = now() where id = ${id}`.catch(
			() => undefined
		);
		throw error;
	} finally {
		await session.sql`select pg_advisory_unlock(${advisoryLock})`.catch(() => undefined);
	}
}

async function settled(
	session: ImportSession,
	sources: readonly RowSource[],
	options: ImportOptions,
	outcome: ImportOutcome
): Promise<void> {
	const { sql } = session;
	try {
		await prepareStaging(session);
		const staging = {
			importId: outcome.id,
			sealing: options.sealing,
			rules: { artificialHetuAllowed: options.artificialHetuAllowed ?? false }
		};
		for (const [place, source] of sources.entries())
			outcome.files.push(await stage(session, staging, source, place));
		refuseNothing(outcome.files);
		for (const register of registerNames) await check(sql, outcome.id, register);
		const full = options.full ?? [];
		outcome.counts = await countRows(sql, outcome, full);
		refuseManyRefused(outcome.counts, options);
		for (const register of full)
			await planEnded(sql, outcome.id, register, {
				today: helsinkiDay(options.now),
				evenMany: options.endEvenMany ?? false
			});
		outcome.counts = await countRows(sql, outcome, full);
		if (options.dryRun) {
			outcome.state = 'checked';
			return;
		}
		const phases = await divide(sql, full);
		await sql`
			update imports set state = 'applying', batches = ${phases.reduce((sum, { batches }) => sum + batches, 0)},
				counts = ${outcome.counts as never}, files = ${outcome.files as never}
			where id = ${outcome.id}`;
		await apply(session, outcome.id, phases, options.signal);
		outcome.state = 'done';
	} catch (error) {
		if (error instanceof Interrupted) outcome.state = 'interrupted';
		else if (error instanceof ImportRefused) outcome.problem = error.problem;
		else throw error;
	}
}

function refuseManyRefused(counts: ImportOutcome['counts'], { acceptManyRefused }: ImportOptions): void {
	if (acceptManyRefused) return;
	for (const [register, { read, refused }] of Object.entries(counts))
		if (refused > fewRefused && refused > read * mostRefused)
			throw new ImportRefused({ reason: 'tooManyRefused', register, rows: refused, of: read });
}

async function record(
	{ sql }: ImportSession,
	{ askedBy, dryRun, now }: ImportOptions,
	id: string
): Promise<void> {
	await sql`
		insert into imports (id, started_at, asked_by, staff_id, api_key_id, dry_run)
		values (${id}, ${now}, ${askedBy.by}, ${askedBy.by === 'staff' ? askedBy.staffId : null},
			${askedBy.by === 'key' ? askedBy.apiKeyId : null}, ${dryRun ?? false})`;
}

/** Of the connection: it goes with the process that holds it. */
async function takeLock({ sql }: ImportSession): Promise<boolean> {
	const [row] = await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(${advisoryLock}) as taken`;
	return row!.taken;
}

/** Whoever holds the lock knows that no other runs. */
async function sayWhoWasInterrupted({ sql }: ImportSession, id: string): Promise<void> {
	await sql`
		update imports set state = 'interrupted', finished_at = now()
		where state in ('checking', 'applying') and id <> ${id}`;
}

async function settle(
	{ sql }: ImportSession,
	{ id, state, problem, counts, files }: ImportOutcome
): Promise<void> {
	await sql`
		update imports set state = ${state}, problem = ${problem as never}, counts = ${counts as never},
			files = ${files as never}, finished_at = now()
		where id = ${id}`;
}

/** One entry an import: whose rows it changed is in the files, which the landlord's system has. */
async function tellAudit(
	{ sql }: ImportSession,
	{ askedBy, now }: ImportOptions,
	{ id, state }: ImportOutcome
): Promise<void> {
	await recordInAudit(
		sql,
		{
			by: askedBy.by === 'staff' ? { kind: 'staff', id: askedBy.staffId } : { kind: 'system' },
			action: 'change',
			object: { kind: 'registers', id },
			details: { state, ...(askedBy.by === 'key' ? { apiKeyId: askedBy.apiKeyId } : {}) }
		},
		now
	);
}
