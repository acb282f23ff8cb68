import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { uuid } from '$lib/domain/fields';
import { portal } from '$lib/server/portal';
import { staffOf } from '$lib/server/staff/pages';
import { bePresent, leave } from '$lib/server/staff/presences';
import type { RequestHandler } from './$types';

const matter = v.object({
	kind: v.picklist(['defectReport', 'conversation']),
	id: uuid,
	writing: v.boolean()
});

export const POST: RequestHandler = async ({ locals, request }) => {
	const said = v.safeParse(matter, await bodyOf(request));
	if (!said.success) return new Response(null, { status: 400 });
	const { db, now } = portal();
	const { kind, id, writing } = said.output;
	const others = await bePresent(db.sql, staffOf(locals), { kind, id }, writing, now());
	return others ? json(others) : new Response(null, { status: 404 });
};

export const DELETE: RequestHandler = async ({ locals, request }) => {
	const said = v.safeParse(v.object({ id: uuid }), await bodyOf(request));
	if (!said.success) return new Response(null, { status: 400 });
	const { db, now } = portal();
	await leave(db.sql, staffOf(locals), said.output.id, now());
	return new Response(null, { status: 204 });
};

async function bodyOf(request: Request): Promise<unknown> {
	try {
		return await request.json();
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}
