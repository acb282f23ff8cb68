import * as v from 'valibot';
import { locale, uuid, type Locale } from './fields';
import { defineMutation } from './mutation';
import { refuse } from './refusal';

/** What the resident, not the landlord's system, says of themselves. Its id is the person's. */
export interface Profile {
	id: string;
	language: Locale;
	phone: string;
	email: string;
}

export const chooseLanguage = defineMutation({
	name: 'chooseLanguage',
	v: 1,
	who: 'resident',
	target: 'profile',
	args: v.object({ id: uuid, language: locale }),
	targetId: (args) => args.id,
	rule(profile, { language }) {
		if (!profile) return refuse('notFound');
		return profile.language === language ? [] : [{ change: 'profile', row: { ...profile, language } }];
	}
});
