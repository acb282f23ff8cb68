import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { getLocale } from '$lib/i18n/generated/runtime';
import { formOf, textOf } from '$lib/server/form-text';
import { portal } from '$lib/server/portal';
import { staffWith } from '$lib/server/staff/pages';
import { inviteStaffUser } from '$lib/server/staff/users/change';
import { dutiesOf } from '$lib/server/staff/users/form';
import { readAllBuildings } from '$lib/server/staff/users/read';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	staffWith(locals, 'users');
	return { id: randomUUID(), buildings: await readAllBuildings(portal().db.sql) };
};

export const actions: Actions = {
	async default({ locals, request }) {
		const by = staffWith(locals, 'users');
		const form = await formOf(request);
		const said = { ...dutiesOf(form), email: textOf(form, 'email') };
		const user = { ...said, id: textOf(form, 'id'), language: getLocale() };
		const invited = await inviteStaffUser(portal(), by.id, user, portal().now());
		if ('refused' in invited) return fail(400, { refused: invited.refused, said });
		redirect(303, `/staff/users/${invited.id}?invited`);
	}
};
