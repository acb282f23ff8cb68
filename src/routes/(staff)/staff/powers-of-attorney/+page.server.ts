import * as v from 'valibot';
import { isUuid } from '$lib/domain/fields';
import { addDays, helsinkiDay } from '$lib/domain/helsinki-time';
import { invitation } from '$lib/domain/powers-of-attorney';
import { recordLook } from '$lib/server/audit/record';
import { formOf, textOf } from '$lib/server/form-text';
import { portal } from '$lib/server/portal';
import { endPower } from '$lib/server/powers-of-attorney/end';
import { invite } from '$lib/server/powers-of-attorney/invite';
import { powersOf } from '$lib/server/powers-of-attorney/list';
import { findPrincipal, findPrincipals } from '$lib/server/powers-of-attorney/principals';
import { staffWith } from '$lib/server/staff/pages';
import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const staff = staffWith(locals, 'people');
	const { db, now } = portal();
	const search = (url.searchParams.get('search') ?? '').slice(0, 100).replaceAll('\u0000', '');
	const id = url.searchParams.get('person') ?? '';
	const principal = isUuid(id) ? await findPrincipal(db.sql, id, now()) : undefined;
	const found = principal ? [] : await findPrincipals(db.sql, search, now());
	const looked = principal ? [principal] : found;
	if (looked.length > 0)
		await recordLook(
			db.sql,
			{
				by: { kind: 'staff', id: staff.id },
				action: 'list',
				subjectIds: looked.map((each) => each.id),
				object: { kind: 'powerOfAttorney', id: principal?.id ?? null }
			},
			now()
		);
	const powers = principal ? await powersOf(db.sql, principal.id, now()) : [];
	return {
		search,
		found,
		principal: principal ?? null,
		powers: powers.filter((power) => power.principal.id === principal?.id),
		today: helsinkiDay(now()),
		suggestedEnd: addDays(helsinkiDay(now()), 365)
	};
};

export const actions: Actions = {
	async enter({ locals, request }) {
		const staff = staffWith(locals, 'people');
		const form = await formOf(request);
		const said = {
			name: textOf(form, 'name'),
			email: textOf(form, 'email'),
			endsOn: textOf(form, 'endsOn'),
			matters: form.getAll('matters').map(String)
		};
		const given = v.safeParse(invitation, said);
		if (!given.success) {
			const field = v.getDotPath(given.issues[0])?.split('.')[0] ?? 'name';
			return fail(400, { refused: field as 'name' | 'email' | 'endsOn' | 'matters', said });
		}
		const { db, sealing, now } = portal();
		const principalId = textOf(form, 'principal');
		if (!isUuid(principalId)) return fail(400, { refused: 'noAccess' as const, said });
		const inviter = { principalId, by: { kind: 'staff', id: staff.id } } as const;
		const outcome = await invite(db, sealing, inviter, given.output, now());
		if ('refused' in outcome) return fail(409, { refused: outcome.refused, said });
		return { entered: given.output.name };
	},

	async end({ locals, request }) {
		const staff = staffWith(locals, 'people');
		const id = textOf(await formOf(request), 'id');
		const { db, now } = portal();
		if (isUuid(id)) await endPower(db, id, { staffId: staff.id }, now());
		return { ended: true };
	}
};
