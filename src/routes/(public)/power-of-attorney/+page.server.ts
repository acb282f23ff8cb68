import { dropToken } from '$lib/server/auth/identification/identification-cookies';
import { forgetIdentification, personIdentified } from '$lib/server/auth/identification/identifications';
import { findIdentified } from '$lib/server/auth/identification/identified';
import { brokerChoices } from '$lib/server/auth/identification/settings';
import { findUserId } from '$lib/server/auth/registering/choose-user-id';
import { portal } from '$lib/server/portal';
import { acceptPower, findInvitation } from '$lib/server/powers-of-attorney/accept';
import { declinePower } from '$lib/server/powers-of-attorney/end';
import { dropPowerToken, heldPowerToken } from '$lib/server/powers-of-attorney/link-cookie';
import { fail, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ cookies, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { db, now } = portal();
	const invitation = await findInvitation(db.sql, heldPowerToken(cookies), now());
	const identification = await identifiedForIt(cookies);
	return {
		invitation: invitation && {
			principal: invitation.principalName,
			matters: invitation.matters,
			endsOn: invitation.endsOn
		},
		identifiedAs:
			identification && `${identification.identity.givenNames} ${identification.identity.familyName}`,
		brokers: await brokerChoices(db.sql)
	};
};

export const actions: Actions = {
	/** Whoever the bank says they are accepts; somebody who is in no register of the landlord's comes into it by this. */
	async accept({ cookies }) {
		const { db, sealing, now } = portal();
		const token = heldPowerToken(cookies);
		const [invitation, identification] = await Promise.all([
			findInvitation(db.sql, token, now()),
			identifiedForIt(cookies)
		]);
		if (!invitation) return fail(410, { refused: 'notFound' as const });
		if (!identification) return fail(403, { refused: 'identify' as const });
		const personId = await db.begin((tx) => personIdentified(tx, sealing, identification));
		const outcome = await acceptPower(db, { token, personId }, now());
		if ('refused' in outcome) return fail(409, { refused: outcome.refused });
		dropPowerToken(cookies);
		const hasUserId = (await findUserId(db.sql, personId)) !== null;
		// Whoever has no user id yet chooses one next, as whom they have just identified.
		if (hasUserId) {
			await forgetIdentification(db.sql, identification);
			dropToken(cookies, 'identified');
		}
		return { accepted: invitation.principalName, hasUserId };
	},

	async decline({ cookies }) {
		const { db, now } = portal();
		await declinePower(db, heldPowerToken(cookies), now());
		dropPowerToken(cookies);
		return { declined: true };
	}
};

/** What somebody identified for elsewhere is no answer to this question. */
async function identifiedForIt(cookies: RequestEvent['cookies']) {
	const found = await findIdentified(cookies);
	return found?.purpose === 'acceptPower' ? found : null;
}
