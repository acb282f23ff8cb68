import * as v from 'valibot';
import { uuid } from '$lib/domain/fields';
import type { Refusal } from '$lib/domain/refusal';
import { recordListed } from '$lib/server/audit/looks';
import { act } from '$lib/server/staff/act';
import { readQueue, readQueueFilter } from '$lib/server/staff/queue';
import { router, staffProcedure } from './init';

const matter = v.object({ kind: v.picklist(['defectReport', 'conversation']), id: uuid });

export const staffRouter = router({
	/** What waits, by the same words as in the queue's address. A read that is sent by POST, for what one searches by. */
	queue: staffProcedure()
		.input(v.record(v.string(), v.pipe(v.string(), v.maxLength(200))))
		.mutation(async ({ ctx: { db, staff, now }, input }) => {
			const filter = readQueueFilter(new URLSearchParams(input));
			const queue = await readQueue(db.sql, staff, filter, now());
			const listed = queue.rows.map(({ id }) => id);
			await recordListed(db.sql, staff, 'queue', listed, filter, now());
			return queue;
		}),

	/** Somebody of the staff has the matter before them: the resident's trail says "read" (O7). */
	see: staffProcedure()
		.input(matter)
		.mutation(({ ctx, input: { kind, id } }): Promise<Refusal | null> => {
			const { db, staff, now } = ctx;
			return kind === 'defectReport'
				? act(db, staff, { kind, id }, 'seeDefectReport', { reportId: id }, now())
				: act(db, staff, { kind, id }, 'seeConversation', { conversationId: id }, now());
		})
});
