import { fail, redirect } from '@sveltejs/kit';
import { isUuid } from '$lib/domain/fields';
import { registers, registerNames, type RegisterName } from '$lib/domain/registers';
import { record } from '$lib/server/audit/record';
import { makeApiKey, readApiKeys, revokeApiKey } from '$lib/server/auth/api-keys';
import type { Sql } from '$lib/server/db';
import { formOf, textOf } from '$lib/server/form-text';
import { ImportRefused } from '$lib/server/imports/refused';
import { readLastChange } from '$lib/server/imports/register-changes';
import { readImports } from '$lib/server/imports/report';
import { startWebImport } from '$lib/server/imports/web-import';
import { portal } from '$lib/server/portal';
import type { Staff } from '$lib/server/staff/access';
import { staffWith } from '$lib/server/staff/pages';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('staff:imports');
	staffWith(locals, 'imports');
	const { db } = portal();
	const [imports, keys, changes] = await Promise.all([
		readImports(db.sql),
		readApiKeys(db.sql),
		readLastChange(db.sql)
	]);
	return { imports, keys, changes };
};

/** Long enough for a small set, so that its report is there at once. */
const patienceMs = 3000;

export const actions: Actions = {
	async import({ locals, request }) {
		const staff = staffWith(locals, 'imports');
		const { sealing, now } = portal();
		const form = await formOf(request);
		const files = form.getAll('files').filter((each) => each instanceof File && each.name !== '') as File[];
		if (files.length === 0) return fail(400, { noFiles: true });
		const full = form.getAll('full').filter(isEndable);
		let id: string;
		try {
			const running = await startWebImport(
				{ sealing, now },
				files.map((file) => ({ name: file.name, body: file.stream() })),
				{
					askedBy: { by: 'staff', staffId: staff.id },
					dryRun: form.has('dryRun'),
					full,
					endEvenMany: form.has('endEvenMany'),
					acceptManyRefused: form.has('acceptManyRefused')
				}
			);
			await Promise.race([running.outcome, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
			id = running.id;
		} catch (error) {
			if (error instanceof ImportRefused) return fail(422, { problem: error.problem });
			throw error;
		}
		redirect(303, `/staff/registers/${id}`);
	},
	async makeKey({ locals, request }) {
		const staff = staffWith(locals, 'imports');
		const name = textOf(await formOf(request), 'name')
			.trim()
			.slice(0, 80);
		if (name === '') return fail(400, { nameMissing: true });
		const { db, now } = portal();
		const made = await db.begin(async (tx) => {
			const { id, key } = await makeApiKey(tx, { name, staffId: staff.id });
			await recordKey(tx, staff, id, now());
			return key;
		});
		return { key: made };
	},
	async revokeKey({ locals, request }) {
		const staff = staffWith(locals, 'imports');
		const id = textOf(await formOf(request), 'id');
		const { db, now } = portal();
		if (!isUuid(id)) return;
		await db.begin(async (tx) => {
			await revokeApiKey(tx, id, now());
			await recordKey(tx, staff, id, now());
		});
	}
};

function recordKey(tx: Sql, staff: Staff, id: string, now: Date): Promise<void> {
	const by = { kind: 'staff' as const, id: staff.id };
	return record(tx, { by, action: 'change', object: { kind: 'apiKey', id } }, now);
}

function isEndable(name: FormDataEntryValue): name is RegisterName {
	return registerNames.some((each) => each === name && registers[each].canEnd);
}
