import type { Browser } from './browser';
import { comparable, difference, readGrantedView } from './oracle';
import type { Simulation, Submission } from './simulation';

export async function whatWaits(simulation: Simulation, browser: Browser, personId: string): Promise<string> {
	const db = browser.inspect(personId);
	const state = await db.sync();
	if (state.ended) return '';
	const items = await db.outbox.getAll();
	const named = new Set(items.flatMap(({ shas, principalId }) => shas.map((sha) => `${sha} ${principalId}`)));
	const unsent = items
		.filter(({ state }) => state !== 'refused')
		.map(({ name, state, seq, id }) => `${name} ${id} is ${state} as ${seq}`);
	const photos: string[] = [];
	for (const { sha, principalId } of await db.blobs.getAll())
		if (!named.has(`${sha} ${principalId}`) && (await mayActFor(simulation, personId, principalId)))
			photos.push(`photo ${sha.slice(0, 8)} ${await photoStory(simulation, browser, personId, sha)}`);
	return [...unsent, ...photos].join(', ');
}

async function photoStory(
	simulation: Simulation,
	browser: Browser,
	personId: string,
	sha: string
): Promise<string> {
	const rows = await simulation.sql`
		select a.id, a.state, s.key from attachments a join sync_scope s on s.id = a.scope_id
		where sha = ${sha} and s.key = any (${simulation.people.map(({ id }) => id)}::uuid[])`;
	const db = browser.inspect(personId);
	const held = (await db.rows.getAllBy('k', 'attachment')).filter(({ d }) => d.sha === sha);
	const blobs = (await db.blobs.getAll()).filter((blob) => blob.sha === sha);
	return JSON.stringify({
		server: rows.map(({ id, state, key }) => `${id} ${state} of ${simulation.nameOf(key)}`),
		device: held.map(({ s, id, d }) => `${s} ${id} ${d.state}`),
		blobs: blobs.map(
			({ attachmentId, principalId }) => `${attachmentId} for ${simulation.nameOf(principalId)}`
		),
		partial: (await db.sync()).partial
	});
}

/** A photo for somebody for whom one may no longer act waits for ever. */
async function mayActFor(simulation: Simulation, personId: string, principalId: string): Promise<boolean> {
	const found = await simulation.sql`
		select from sync_grant held join sync_scope scope on scope.id = held.scope_id
		where scope.kind = 'person' and scope.key = ${principalId} and held.principal_id = ${principalId}
			and held.person_id = ${personId} and held.valid @> ${simulation.now()}::timestamptz`;
	return found.length > 0;
}

/** I1, I2: at rest, a device holds what its person is granted, and nothing else. */
export async function compare(simulation: Simulation, browser: Browser, personId: string): Promise<void> {
	const db = browser.inspect(personId);
	const state = await db.sync();
	const rows = (await db.rows.getAll()).map(comparable);
	const view = await simulation.ground.db.begin((tx) => readGrantedView(tx, personId, simulation.now()));
	const differs = difference(rows, view);
	if (differs.length > 0)
		simulation.violated(
			`I1 at the end, ${browser.name}, ${simulation.nameOf(personId)}: ${differs.slice(0, 5).join('; ')}`
		);
	if (state.reload.length > 0)
		simulation.violated(
			`I7 at the end, ${browser.name}, ${simulation.nameOf(personId)} still asks for scopes ${state.reload.join()}`
		);
	if (state.ended && view.scopes.size > 0)
		simulation.violated(
			`${browser.name}, ${simulation.nameOf(personId)} was told that access ended, and has ${view.scopes.size} scopes`
		);
}

/** Every submission is in the database once, or on a device with a reason. */
export async function ask(simulation: Simulation): Promise<void> {
	const { sql } = simulation;
	const refused = new Map<string, string>();
	for (const browser of simulation.browsers)
		for (const personId of browser.owners)
			for (const item of await browser.inspect(personId).outbox.getAll())
				refused.set(item.id, item.refusal?.refused ?? item.state);
	const made = new Map(
		(await sql`select id, count(*)::int as times from made group by id`).map((row) => [
			row.id as string,
			row.times as number
		])
	);
	for (const submission of simulation.submissions) {
		const { made: row, text, itemId, name, principalId, person } = submission;
		if (!row || row.table === 'read_marks') continue;
		const [found] = await sql.unsafe(
			`select to_jsonb(t) as data, s.key from ${row.table} t join sync_scope s on s.id = t.scope_id where t.id = $1`,
			[row.id]
		);
		const label = `${name} ${row.id} of ${person.name}`;
		const times = made.get(row.id) ?? 0;
		if (times > 1 + (simulation.madeAgain.get(row.id) ?? 0) && !simulation.meddledWith.has(row.id))
			simulation.violated(`I12 ${label} was made ${times} times`);
		if (submission.forgiven) continue;
		if (found && !simulation.meddledWith.has(row.id)) {
			if (found.key !== principalId)
				simulation.violated(
					`I17 ${label} landed with ${simulation.nameOf(found.key)}, not ${simulation.nameOf(principalId)}`
				);
			const said = found.data[text!.column];
			const allowed = submission.forked ? submission.written : submission.possible;
			if (!allowed.includes(said))
				simulation.violated(`I12 ${label} says "${said}", not "${allowed.join('" or "')}"`);
		}
		if (
			submission.removed &&
			!submission.forked &&
			found &&
			submission.saved === 'yes' &&
			!resent(simulation, submission)
		)
			simulation.violated(`${label} was removed before it was sent, and is there`);
		if (submission.saved !== 'yes' || submission.removed || submission.mayBeRemoved) continue;
		if (!found && !simulation.meddledWith.has(row.id) && !refused.has(itemId))
			simulation.violated(`I11 I15 ${label} (${itemId}) was saved and is nowhere`);
		if (found) await askForPhotos(simulation, submission, label);
	}
}

function resent({ submissions }: Simulation, { itemId, made }: Submission): boolean {
	return submissions.some((other) => other.itemId !== itemId && other.made?.id === made?.id);
}

async function askForPhotos(
	simulation: Simulation,
	{ browser, photos, person, principalId, forked }: Submission,
	label: string
): Promise<void> {
	const { sql, ground } = simulation;
	const access = await mayActFor(simulation, person.id, principalId);
	for (const photo of photos) {
		const [row] = await sql`select state, sha from attachments where id = ${photo.id}`;
		if (simulation.meddledWith.has(photo.id) || simulation.forgivenPhotos.has(photo.id)) continue;
		if (!row) {
			if (!forked) simulation.violated(`I23 photo ${photo.id} of ${label} has no row`);
			continue;
		}
		if (!access || forked) continue;
		const expected = photo.size < 100 ? 'rejected' : 'ready';
		if (row.state !== expected)
			simulation.violated(
				`I23 photo ${photo.id} (${photo.sha.slice(0, 8)}) of ${label} is ${row.state}, not ${expected}: ${await photoStory(simulation, browser, person.id, photo.sha)}`
			);
		if (row.state === 'ready' && !(await ground.store.get(`pictures/${photo.id}/full.webp`)))
			simulation.violated(`I22 photo ${photo.id} of ${label} is ready and has no picture`);
	}
}
