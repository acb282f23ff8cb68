import type { Bulletin } from '$lib/domain/bulletins';
import type { BulletinFileSeed } from './bulletin-files';
import { currentBulletins } from './content/bulletins-now';
import { earlierBulletins } from './content/bulletins-earlier';
import type { HouseKey } from './content/house';
import type { Words } from './content/words';
import type { DemoCalendar } from './calendar';
import { demoId } from './ids';

/** To everybody, to whole houses, or to one staircase. */
export type BulletinAudience = 'all' | HouseKey[] | { house: HouseKey; staircase: string };

export interface BulletinSeed {
	key: string;
	audience: BulletinAudience;
	urgency: Bulletin['urgency'];
	/** More than 1 for one that was corrected after it had gone out. */
	version?: number;
	published: { daysAgo: number; at: string };
	/** Days from today; negative for one in the archive, absent for one without an end. */
	endsIn?: number;
	title: Words;
	body: Words;
	files?: BulletinFileSeed[];
}

export interface DemoBulletin extends Omit<Bulletin, 'files'> {
	key: string;
	files?: BulletinFileSeed[] | undefined;
	audience: BulletinAudience;
}

export function demoBulletins(calendar: DemoCalendar): DemoBulletin[] {
	const seeds = [...currentBulletins(calendar), ...earlierBulletins(calendar)];
	return seeds.map(({ key, audience, urgency, version = 1, published, endsIn, title, body, files }) => ({
		key,
		audience,
		id: demoId('bulletin', key),
		version,
		title,
		body,
		files,
		urgency,
		publishedAt: calendar.at(-published.daysAgo, published.at).toISOString(),
		endsAt: endsIn === undefined ? null : calendar.at(endsIn, '18:00').toISOString()
	}));
}
