/** The landlord as residents' devices know it: one record in the scope of everybody. */
export interface Landlord {
	id: string;
	name: string;
	/** How long a device keeps a person's data without a word from the server (O12); null sets no end. */
	daysWithoutContact: number | null;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Whether a device has been without contact for longer than the landlord lets it keep what it has. */
export function hasOutstayed(
	lastContactAt: Date | null,
	{ daysWithoutContact }: Pick<Landlord, 'daysWithoutContact'>,
	now: Date
): boolean {
	if (daysWithoutContact === null || lastContactAt === null) return false;
	return now.getTime() - lastContactAt.getTime() > daysWithoutContact * dayMs;
}
