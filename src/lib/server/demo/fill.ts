import { fileStore } from '$lib/server/blobs';
import type { Database, Sql } from '$lib/server/db';
import type { Sealing } from '$lib/server/sealing';
import { fillBulletinFiles } from './bulletin-files';
import { demoBulletins } from './bulletins';
import { demoCalendar } from './calendar';
import { fillAccounts } from './fill/accounts';
import { fillBulletins, fillRescuePlans } from './fill/content';
import { fillMatters, storePictures } from './fill/matters';
import { fillProfiles } from './fill/profiles';
import { fillReading } from './fill/reading';
import { fillRegisters } from './fill/registers';
import { demoHistory } from './history';
import { demoPeople } from './people';
import { loadPhotos } from './photos';

export interface FillOptions {
	/** The first start: every date of the demo is counted from it. The landlord's `created_at` keeps it. */
	now: Date;
	blobFolder: string;
	sealing: Sealing;
}

export async function hasLandlord(sql: Sql): Promise<boolean> {
	const found = await sql`select from landlords`;
	return found.length > 0;
}

/** Moves the demo landlord in: houses, people, plans, bulletins and a year of history, all of it or nothing. */
export async function fillDemoLandlord(
	db: Database,
	{ now, blobFolder, sealing }: FillOptions
): Promise<void> {
	const calendar = demoCalendar(now);
	const people = demoPeople(calendar);
	const photos = await loadPhotos();
	const history = demoHistory({ calendar, people, photos });
	const bulletins = demoBulletins(calendar);
	const store = fileStore(blobFolder);
	await storePictures(store, history, photos);
	await db.begin(async (tx) => {
		await fillRegisters(tx, people, calendar, sealing);
		await fillAccounts(tx, people, calendar, sealing);
		await fillProfiles(tx, people, calendar, sealing);
		await fillRescuePlans(tx, calendar);
		await fillBulletins(tx, bulletins);
		await fillBulletinFiles(tx, store, bulletins, photos);
		await fillMatters(tx, history);
		await fillReading(tx, people, bulletins, calendar);
	});
}
