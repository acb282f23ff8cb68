import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { replyInConversation, startConversation } from '$lib/domain/conversations';
import {
	addToDefectReport,
	reopenDefectReport,
	reportDefect,
	withdrawDefectReport
} from '$lib/domain/defect-reports';
import { uuid } from '$lib/domain/fields';
import { defineMutation } from '$lib/domain/mutation';
import { residentMutations, type AnyMutation } from '$lib/domain/mutations';
import { chooseLanguage } from '$lib/domain/profiles';
import { markRead } from '$lib/domain/read-marks';
import { edit, enqueue, remove, resend } from '$lib/device/outbox';
import { applyStaffMutation } from '$lib/server/apply-mutation';
import type { Transaction } from '$lib/server/db';
import { isPermanent, isRetryable, isTransient } from '$lib/server/failures';
import { adoptDatabase } from '$lib/server/sync/epoch';
import { appointGuardian, moveIn, publishBulletin, publishPlan, scopeOf } from '../support/world';
import type { Tab } from './browser';
import { lineFaults } from './line';
import type { Simulation, Submission } from './simulation';

type Step = (simulation: Simulation) => Promise<unknown>;

/** A mutation with a fault of ours, which only the server meets. */
const faulty = defineMutation({
	name: 'simulatedFault',
	v: 1,
	who: 'resident',
	target: 'profile',
	args: v.object({ id: uuid }),
	targetId: (args) => args.id,
	rule(_row, _args, { now }) {
		if (now !== null) throw new TypeError('a fault of ours');
		return [];
	}
});

/** What the server does not know before `deploy`. */
const fromTheFuture = defineMutation({
	name: 'simulatedFuture',
	v: 1,
	who: 'resident',
	target: 'profile',
	args: v.object({ id: uuid }),
	targetId: (args) => args.id,
	rule: () => []
});

const registry = residentMutations as unknown as Record<string, AnyMutation>;

export function installFaulty(): void {
	registry.simulatedFault = faulty as unknown as AnyMutation;
}

/** A newer server comes: what it did not know, it knows. */
export function deploy(): void {
	registry.simulatedFuture = fromTheFuture as unknown as AnyMutation;
}

export function undeploy(): void {
	delete registry.simulatedFuture;
}

function openTab(simulation: Simulation): Tab | undefined {
	const tabs = simulation.browsers.flatMap(({ tabs }) => tabs).filter(({ isDead }) => !isDead);
	return tabs.length > 0 ? simulation.chance.pick(tabs) : undefined;
}

interface Draft {
	mutation: AnyMutation;
	args: Record<string, unknown>;
	made?: Submission['made'];
	text?: Submission['text'];
	photos?: Submission['photos'];
}

async function submit(
	simulation: Simulation,
	draft: (tab: Tab, principalId: string, apartmentId: string) => Draft | undefined
): Promise<void> {
	const tab = openTab(simulation);
	if (!tab) return;
	const { browser, db, personId } = tab;
	const person = simulation.people.find(({ id }) => id === personId)!;
	const state = await browser.inspect(personId).meta.get('sync');
	if (!state || state.ended || state.sealed) return;
	const principals = [
		...new Set([personId, ...Object.values(state.scopes).flatMap(({ principals }) => principals)])
	];
	const principalId = simulation.chance.pick(principals);
	const made = draft(tab, principalId, (await simulation.apartmentOf(principalId)) ?? homeOf(simulation));
	if (!made) return;
	const submission: Submission = {
		itemId: randomUUID(),
		browser,
		person,
		principalId,
		name: made.mutation.name,
		made: made.made,
		text: made.text,
		photos: made.photos ?? [],
		args: made.args,
		saved: 'unknown',
		removed: false,
		mayBeRemoved: false,
		left: false,
		forked: false,
		forgiven: false,
		possible: made.text ? [made.text.value] : [],
		written: made.text ? [made.text.value] : []
	};
	simulation.submissions.push(submission);
	simulation.note(`${browser.name}: ${person.name} ${made.mutation.name} ${made.made?.id ?? ''}`);
	const item = {
		id: submission.itemId,
		principalId,
		mutation: made.mutation,
		args: made.args,
		writtenAt: simulation.now().toISOString(),
		photos: submission.photos
	};
	void tab
		.stubbornlyOrNever(() => enqueue(db, item))
		.then(() => simulation.mutant.afterEnqueue?.(db, item.id))
		.then(() => {
			submission.saved = 'yes';
			tab.trigger('eager');
		})
		.catch(() => undefined);
}

function photosOf(simulation: Simulation): Submission['photos'] {
	const { album } = simulation.ground;
	const count = simulation.chance.below(3);
	const taken = Array.from({ length: count }, () => ({ ...simulation.chance.pick(album), id: randomUUID() }));
	// The form does not take the same photo twice.
	return taken.filter(({ sha }, at) => taken.findIndex((other) => other.sha === sha) === at);
}

const announced = (photos: Submission['photos']) => photos.map(({ bytes: _bytes, ...photo }) => photo);
const ownReports = (simulation: Simulation, principalId: string) =>
	simulation.submissions.filter(
		({ name, principalId: theirs }) => name === 'reportDefect' && theirs === principalId
	);
const ownThreads = (simulation: Simulation, principalId: string) =>
	simulation.submissions.filter(
		({ name, principalId: theirs }) => name === 'startConversation' && theirs === principalId
	);

let counter = 0;
const words = (what: string) => `${what} ${++counter}`;

function homeOf(simulation: Simulation): string {
	return simulation.chance.pick(
		simulation.houses.flatMap(({ staircases }) => staircases.flatMap(({ apartments }) => apartments))
	);
}

const resident: Record<string, Step> = {
	report: (simulation) =>
		submit(simulation, (_tab, _principalId, apartmentId) => {
			const id = randomUUID();
			const photos = photosOf(simulation);
			const description = words('Hana vuotaa');
			return {
				mutation: reportDefect as unknown as AnyMutation,
				made: { table: 'defect_reports', kind: 'defectReport', id },
				text: { column: 'description', value: description },
				photos,
				args: {
					id,
					apartmentId,
					place: 'apartment',
					room: 'kitchen',
					category: 'waterAndSewer',
					urgentKind: null,
					description,
					masterKeyAllowed: true,
					pets: '',
					goodTimes: '',
					phone: '',
					writtenAt: simulation.now().toISOString(),
					photos: announced(photos)
				}
			};
		}),
	addToReport: (simulation) =>
		submit(simulation, (_tab, principalId) => {
			const report = ownReports(simulation, principalId).at(-1);
			if (!report) return undefined;
			const entryId = randomUUID();
			const text = words('Vuotaa yhä');
			const photos = photosOf(simulation);
			return {
				mutation: addToDefectReport as unknown as AnyMutation,
				made: { table: 'defect_entries', kind: 'defectEntry', id: entryId },
				text: { column: 'text', value: text },
				photos,
				args: {
					reportId: report.made!.id,
					entryId,
					text,
					writtenAt: simulation.now().toISOString(),
					photos: announced(photos)
				}
			};
		}),
	withdraw: (simulation) =>
		submit(simulation, (_tab, principalId) =>
			entryOn(simulation, principalId, withdrawDefectReport as unknown as AnyMutation, {})
		),
	reopen: (simulation) =>
		submit(simulation, (_tab, principalId) =>
			entryOn(simulation, principalId, reopenDefectReport as unknown as AnyMutation, {
				text: words('Ei korjattu')
			})
		),
	converse: (simulation) =>
		submit(simulation, () => {
			const [id, messageId] = [randomUUID(), randomUUID()];
			const text = words('Hei');
			const photos = photosOf(simulation);
			return {
				mutation: startConversation as unknown as AnyMutation,
				made: { table: 'messages', kind: 'message', id: messageId },
				text: { column: 'text', value: text },
				photos,
				args: {
					id,
					messageId,
					classification: 'feedback',
					subject: '',
					apartmentId: null,
					text,
					writtenAt: simulation.now().toISOString(),
					photos: announced(photos)
				}
			};
		}),
	reply: (simulation) =>
		submit(simulation, (_tab, principalId) => {
			const thread = ownThreads(simulation, principalId).at(-1);
			if (!thread) return undefined;
			const messageId = randomUUID();
			const text = words('Vielä');
			return {
				mutation: replyInConversation as unknown as AnyMutation,
				made: { table: 'messages', kind: 'message', id: messageId },
				text: { column: 'text', value: text },
				args: {
					conversationId: thread.args.id,
					messageId,
					text,
					writtenAt: simulation.now().toISOString(),
					photos: []
				}
			};
		}),
	markRead: (simulation) =>
		submit(simulation, () => ({
			mutation: markRead as unknown as AnyMutation,
			args: {
				id: simulation.chance.pick(simulation.houses).id,
				subjectKind: 'rescuePlan',
				version: simulation.chance.below(5)
			}
		})),
	chooseLanguage: (simulation) =>
		submit(simulation, (_tab, principalId) => ({
			mutation: chooseLanguage as unknown as AnyMutation,
			args: { id: principalId, language: simulation.chance.pick(['fi', 'sv', 'en']) }
		})),
	sendFault: (simulation) =>
		submit(simulation, (_tab, id) => ({ mutation: faulty as unknown as AnyMutation, args: { id } })),
	sendInvalid: (simulation) =>
		submit(simulation, (_tab, id) => ({
			mutation: chooseLanguage as unknown as AnyMutation,
			args: { id, language: 'klingon' }
		})),
	sendFuture: (simulation) =>
		submit(simulation, (_tab, id) => ({ mutation: fromTheFuture as unknown as AnyMutation, args: { id } })),
	sendNewer: (simulation) =>
		submit(simulation, (_tab, id) => ({
			mutation: { ...(chooseLanguage as unknown as AnyMutation), v: 9 },
			args: { id, language: 'fi' }
		})),
	edit: (simulation) =>
		withItem(simulation, async (tab, submission) => {
			const { text } = submission;
			if (!text || submission.removed) return;
			const value = words('Korjattu');
			const args = { ...submission.args, [text.column]: value };
			submission.possible.push(value);
			submission.written.push(value);
			if (!(await tab.stubbornlyOrNever(() => edit(tab.db, submission.itemId, args)))) return;
			submission.args = args;
			submission.possible = [value];
			simulation.note(`${tab.browser.name}: edited ${submission.itemId}`);
		}),
	remove: (simulation) =>
		withItem(simulation, async (tab, submission) => {
			submission.mayBeRemoved = true;
			if (!(await tab.stubbornlyOrNever(() => remove(tab.db, submission.itemId)))) return;
			submission.removed = true;
			simulation.note(`${tab.browser.name}: removed ${submission.itemId}`);
		}),
	resend: (simulation) =>
		withItem(simulation, async (tab, submission) => {
			const item = await tab.browser.inspect(tab.personId).outbox.get(submission.itemId);
			if (item?.state !== 'refused') return;
			const again: Submission = {
				...submission,
				itemId: randomUUID(),
				possible: [...submission.possible],
				saved: 'unknown'
			};
			simulation.submissions.push(again);
			submission.mayBeRemoved = true;
			await tab.stubbornlyOrNever(() => resend(tab.db, submission.itemId, again.itemId, submission.args));
			submission.removed = true;
			again.saved = 'yes';
		})
};

function entryOn(
	simulation: Simulation,
	principalId: string,
	mutation: AnyMutation,
	more: Record<string, unknown>
): Draft | undefined {
	const reports = ownReports(simulation, principalId);
	if (reports.length === 0) return undefined;
	const entryId = randomUUID();
	const args = {
		reportId: simulation.chance.pick(reports).made!.id,
		entryId,
		writtenAt: simulation.now().toISOString(),
		...more
	};
	return { mutation, args };
}

async function withItem(
	simulation: Simulation,
	work: (tab: Tab, submission: Submission) => Promise<unknown>
): Promise<void> {
	const tab = openTab(simulation);
	const waiting = simulation.submissions.filter(
		({ browser, person, removed, left, saved }) =>
			browser === tab?.browser && person.id === tab.personId && !removed && !left && saved === 'yes'
	);
	if (!tab || waiting.length === 0) return;
	const submission = simulation.chance.pick(waiting);
	void work(tab, submission).catch(() => undefined);
}

async function anyRow(simulation: Simulation, table: string) {
	const rows = await simulation.sql.unsafe(
		`select t.id, t.scope_id, to_jsonb(t) as data from ${table} t join sync_scope s on s.id = t.scope_id where s.key = any ($1) order by t.id`,
		[simulation.people.map(({ id }) => id) as never]
	);
	return rows.length > 0 ? simulation.chance.pick(rows) : undefined;
}

/** What somebody at a desk does, tried again where the database broke a tie. */
async function atTheDesk(simulation: Simulation, work: (tx: Transaction) => Promise<unknown>): Promise<void> {
	for (let tries = 0; tries < 5; tries++) {
		try {
			await simulation.ground.desk.begin(work);
			return;
		} catch (error) {
			if (!isRetryable(error) && !isTransient(error)) throw error;
		}
	}
}

async function byStaff(
	simulation: Simulation,
	name: 'takeDefectReport' | 'changeDefectState' | 'answerDefectReport'
): Promise<void> {
	const row = await anyRow(simulation, 'defect_reports');
	if (!row) return;
	const { chance } = simulation;
	const common = {
		reportId: row.id as string,
		entryId: randomUUID(),
		writtenAt: simulation.now().toISOString(),
		inState: row.data.state
	};
	const args = {
		takeDefectReport: common,
		changeDefectState: {
			...common,
			...chance.pick([
				{ state: 'done', waitingFor: null },
				{ state: 'waiting', waitingFor: 'part' }
			]),
			text: words('Tehty')
		},
		answerDefectReport: { ...common, text: words('Tulemme') }
	}[name];
	await applyStaffMutation(
		simulation.ground.desk,
		simulation.staff,
		name,
		args as never,
		simulation.now()
	).catch(tolerated);
}

function tolerated(error: unknown): void {
	if (!isTransient(error)) throw error;
}

async function audience(simulation: Simulation): Promise<number[]> {
	const { chance, houses, sql } = simulation;
	const [landlord] = await sql`select id from landlords`;
	const all = [
		await scopeOf(sql, 'landlord', landlord?.id),
		...(await Promise.all(houses.map(({ id }) => scopeOf(sql, 'building', id)))),
		...(await Promise.all(
			houses.flatMap(({ staircases }) => staircases.map(({ id }) => scopeOf(sql, 'staircase', id)))
		))
	];
	return all.filter(() => chance.happens(0.4));
}

async function anyBulletin(simulation: Simulation): Promise<string | undefined> {
	const rows = await simulation.sql`select id from bulletins order by id`;
	return rows.length > 0 ? simulation.chance.pick(rows).id : undefined;
}

const content: Record<string, Step> = {
	bulletin: async (simulation) =>
		publishBulletin(simulation.sql, await audience(simulation), words('Tiedote')),
	changeBulletin: async (simulation) => {
		const id = await anyBulletin(simulation);
		if (id)
			await simulation.sql`update bulletins set version = version + 1, title = ${{ fi: words('Uusi') } as never} where id = ${id}`;
	},
	withdrawBulletin: async (simulation) => {
		const id = await anyBulletin(simulation);
		if (id)
			await simulation.sql`update bulletins set withdrawn_at = case when withdrawn_at is null then now() end where id = ${id}`;
	},
	deleteBulletin: async (simulation) => {
		const id = await anyBulletin(simulation);
		if (id) await simulation.sql`delete from bulletins where id = ${id}`;
	},
	addressBulletin: async (simulation) => {
		const id = await anyBulletin(simulation);
		const scopes = await audience(simulation);
		if (!id) return;
		await atTheDesk(simulation, async (tx) => {
			await tx`delete from bulletin_audiences where bulletin_id = ${id}`;
			for (const scopeId of scopes)
				await tx`insert into bulletin_audiences (bulletin_id, scope_id) values (${id}, ${scopeId}) on conflict do nothing`;
		});
	},
	plan: async (simulation) => {
		const { id } = simulation.chance.pick(simulation.houses);
		const [row] =
			await simulation.sql`select coalesce(max(version), 0) + 1 as next from rescue_plans where building_id = ${id}`;
		await publishPlan(simulation.sql, id, row?.next);
	},
	withdrawPlan: async (simulation) => {
		const { id } = simulation.chance.pick(simulation.houses);
		await simulation.sql`update rescue_plans set published_on = null where building_id = ${id} and version = (select max(version) from rescue_plans where building_id = ${id})`;
	},
	changeBuilding: async (simulation) => {
		const { id } = simulation.chance.pick(simulation.houses);
		await atTheDesk(
			simulation,
			(tx) => tx`update buildings set street_address = ${words('Kaivokatu')} where id = ${id}`
		);
	},
	renameStaircase: async (simulation) => {
		const { id } = simulation.chance.pick(simulation.houses.flatMap(({ staircases }) => staircases));
		await atTheDesk(simulation, (tx) => tx`update staircases set name = ${words('P')} where id = ${id}`);
	},
	renamePerson: async (simulation) => {
		const person = simulation.chance.pick(simulation.people);
		await atTheDesk(
			simulation,
			(tx) => tx`update people set family_name = ${words('Virtanen')} where id = ${person.id}`
		);
	},
	takeReport: (simulation) => byStaff(simulation, 'takeDefectReport'),
	changeState: (simulation) => byStaff(simulation, 'changeDefectState'),
	answerReport: (simulation) => byStaff(simulation, 'answerDefectReport'),
	answerThread: async (simulation) => {
		const row = await anyRow(simulation, 'conversations');
		if (!row) return;
		const args = {
			conversationId: row.id as string,
			messageId: randomUUID(),
			text: words('Kiitos'),
			writtenAt: simulation.now().toISOString()
		};
		await applyStaffMutation(
			simulation.ground.desk,
			simulation.staff,
			'answerConversation',
			args,
			simulation.now()
		).catch(tolerated);
	},
	deleteRow: async (simulation) => {
		const table = simulation.chance.pick(['messages', 'defect_entries', 'defect_reports']);
		const row = await anyRow(simulation, table);
		if (!row) return;
		simulation.meddledWith.add(row.id);
		if (table === 'defect_reports')
			for (const each of await simulation.sql`select id from defect_entries where report_id = ${row.id}`)
				simulation.meddledWith.add(each.id);
		await atTheDesk(simulation, (tx) => tx.unsafe(`delete from ${table} where id = $1`, [row.id]));
	},
	deleteAndMakeAgain: async (simulation) => {
		const table = simulation.chance.pick(['messages', 'defect_entries']);
		const row = await anyRow(simulation, table);
		if (!row) return;
		const again = () => simulation.madeAgain.set(row.id, (simulation.madeAgain.get(row.id) ?? 0) + 1);
		const make = `insert into ${table} select * from jsonb_populate_record(null::${table}, $1::jsonb)`;
		const isAtOnce = simulation.chance.happens(0.5);
		await atTheDesk(simulation, async (tx) => {
			await tx.unsafe(`delete from ${table} where id = $1`, [row.id]);
			if (isAtOnce) await tx.unsafe(make, [row.data]);
		});
		again();
		if (!isAtOnce)
			void simulation.clock
				.sleep(simulation.chance.below(3000))
				.then(() =>
					simulation.activity.during(() => atTheDesk(simulation, (tx) => tx.unsafe(make, [row.data])))
				)
				.catch(() => simulation.meddledWith.add(row.id));
	},
	moveThread: async (simulation) => {
		const row = await anyRow(simulation, 'conversations');
		if (!row) return;
		const to = await scopeOf(simulation.sql, 'person', simulation.chance.pick(simulation.people).id);
		await atTheDesk(simulation, async (tx) => {
			simulation.meddledWith.add(row.id);
			await tx`update conversations set scope_id = ${to} where id = ${row.id}`;
			for (const each of await tx`update messages set scope_id = ${to} where conversation_id = ${row.id} returning id`)
				simulation.meddledWith.add(each.id);
			for (const each of await tx`update attachments set scope_id = ${to} where subject_id = ${row.id} returning id`)
				simulation.meddledWith.add(each.id);
		});
	}
};

async function anyOccupancy(simulation: Simulation) {
	const rows =
		await simulation.sql`select id, person_id from occupancies where person_id = any (${simulation.people.map(({ id }) => id)}::uuid[]) order by id`;
	return rows.length > 0 ? simulation.chance.pick(rows) : undefined;
}

const dayOf = (simulation: Simulation, days: number) =>
	new Date(simulation.clock.now + days * 86_400_000).toISOString().slice(0, 10);

const registers: Record<string, Step> = {
	moveOut: async (simulation) => {
		const row = await anyOccupancy(simulation);
		if (row)
			await atTheDesk(
				simulation,
				(tx) =>
					tx`update occupancies set ends_on = greatest(starts_on, ${dayOf(simulation, simulation.chance.between(-1, 1))}::date) where id = ${row.id}`
			);
	},
	stayOn: async (simulation) => {
		const row = await anyOccupancy(simulation);
		if (row)
			await atTheDesk(simulation, (tx) => tx`update occupancies set ends_on = null where id = ${row.id}`);
	},
	moveIn: async (simulation) =>
		moveIn(simulation.sql, simulation.chance.pick(simulation.people).id, homeOf(simulation), {
			startsOn: dayOf(simulation, simulation.chance.between(-1, 1))
		}).catch(tolerated),
	moveTo: async (simulation) => {
		const row = await anyOccupancy(simulation);
		if (row)
			await atTheDesk(
				simulation,
				(tx) => tx`update occupancies set apartment_id = ${homeOf(simulation)} where id = ${row.id}`
			);
	},
	deleteOccupancy: async (simulation) => {
		const row = await anyOccupancy(simulation);
		if (row) await atTheDesk(simulation, (tx) => tx`delete from occupancies where id = ${row.id}`);
	},
	endGuardianship: async (simulation) =>
		atTheDesk(
			simulation,
			(tx) =>
				tx`update guardianships set ends_on = ${dayOf(simulation, -1)}::date where guardian_id = ${simulation.people[0]!.id}`
		),
	appointGuardian: async (simulation) => {
		const { chance, people, sql } = simulation;
		const guardian = chance.pick(people);
		const ward = chance.pick(people.filter((person) => person !== guardian));
		await appointGuardian(sql, guardian.id, ward.id).catch(tolerated);
	},
	nextDay: async (simulation) => {
		// At night the phones lie in a drawer: tabs that ask every five minutes of it tell nothing new.
		for (const browser of simulation.browsers) if (simulation.chance.happens(0.8)) browser.closeTabs();
		await endWriters(simulation);
		const { rate } = simulation.weather;
		simulation.weather.rate = 0;
		await simulation.clock.advance(simulation.chance.between(1, 30) * 3_600_000);
		simulation.weather.rate = rate;
	}
};

const openWriters = new WeakMap<Simulation, (() => Promise<void>)[]>();

/** Lets everybody go who has a transaction open. */
export async function endWriters(simulation: Simulation): Promise<void> {
	const ends = openWriters.get(simulation) ?? [];
	openWriters.delete(simulation);
	simulation.activity.allWait = undefined;
	for (const end of ends) await end();
}

const server: Record<string, Step> = {
	purge: (simulation) => simulation.ground.owner.sql`select sync_purge_tombs(now() + interval '1 minute')`,
	raiseEpoch: (simulation) => adoptDatabase(simulation.ground.owner.sql, true),
	forgetClient: async (simulation) => {
		const rows =
			await simulation.sql`select id from sync_clients where person_id = any (${simulation.people.map(({ id }) => id)}::uuid[]) order by created_at`;
		if (rows.length === 0) return;
		const { id } = simulation.chance.pick(rows);
		simulation.excusedClients.add(id);
		await atTheDesk(simulation, (tx) => tx`delete from sync_clients where id = ${id}`);
	},
	cutConnections: async (simulation) => {
		simulation.databaseTrouble = true;
		await simulation.ground.owner.sql`
			select pg_terminate_backend(pid) from pg_stat_activity
			where datname = current_database() and application_name = 'simulation' and random() < 0.7`;
	},
	/** A transaction that stays open for a while, with rows of a scope that others write to meanwhile. */
	holdWriter: async (simulation) => {
		if ((openWriters.get(simulation) ?? []).length > 0) return endWriters(simulation);
		const { owner } = simulation.ground;
		const scopes = await audience(simulation);
		const { id } = simulation.chance.pick(simulation.houses);
		let letGo = () => undefined as void;
		const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
		let hasWritten = () => undefined as void;
		const written = new Promise<void>((resolve) => (hasWritten = resolve));
		const isKept = simulation.chance.happens(0.7);
		const ended = owner
			.begin(async (tx) => {
				await publishBulletin(tx, scopes, words('Pitkä'));
				await tx`update buildings set name = ${words('Talo')} where id = ${id}`;
				hasWritten();
				await isLetGo;
				if (!isKept) throw new Error('rolled back');
			})
			.catch(() => hasWritten());
		await written;
		simulation.activity.allWait = async () => {
			const running = await owner.sql`
				select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'
					and application_name in ('simulation', 'simulation desk') and wait_event_type is distinct from 'Lock'`;
			return running.length === 0;
		};
		openWriters.set(simulation, [
			async () => {
				letGo();
				await ended;
			}
		]);
	},
	letWriterGo: (simulation) => endWriters(simulation),
	/** Two at once, in opposite order. */
	deadlock: async (simulation) => {
		const [first, second] = [
			simulation.chance.pick(simulation.people),
			simulation.chance.pick(simulation.people)
		];
		const rename = (ids: string[]) =>
			atTheDesk(simulation, async (tx) => {
				for (const id of ids) await tx`update people set family_name = ${words('Korhonen')} where id = ${id}`;
			});
		await Promise.all([rename([first.id, second.id]), rename([second.id, first.id])]);
	},
	keepCopy: async (simulation) => {
		await endWriters(simulation);
		await simulation.activity.quiet();
		await simulation.ground.keepCopy();
		simulation.server.db = simulation.ground.db;
	},
	goBack: async (simulation) => {
		if (!simulation.ground.hasCopy) return;
		await endWriters(simulation);
		await simulation.activity.quiet();
		await simulation.ground.goBack();
		simulation.server.db = simulation.ground.db;
		await simulation.forgiveWhatTheDatabaseLost();
	}
};

function anyBrowser(simulation: Simulation) {
	return simulation.chance.pick(simulation.browsers);
}

const devices: Record<string, Step> = {
	openTab: async (simulation) => {
		const browser = anyBrowser(simulation);
		if (!browser.personId || browser.tabs.length >= 3) return;
		browser.openTab(browser.personId).trigger('eager');
	},
	closeTab: async (simulation) => openTab(simulation)?.kill(),
	killTabSoon: async (simulation) => {
		const tab = openTab(simulation);
		if (!tab) return;
		tab.awaitsLeft = simulation.chance.between(1, 40);
		tab.trigger('eager');
	},
	comeBack: async (simulation) => openTab(simulation)?.trigger('eager'),
	switchPerson: async (simulation) => {
		const browser = anyBrowser(simulation);
		const person = simulation.chance.pick(simulation.people);
		if (person.id === browser.personId) return;
		// Tabs of whoever was there may still be open, and their requests under way.
		if (simulation.chance.happens(0.5)) browser.closeTabs();
		await simulation.logIn(browser, person);
		browser.openTab(person.id).trigger('eager');
	},
	logInAgain: async (simulation) => {
		const browser = anyBrowser(simulation);
		const person = simulation.people.find(({ id }) => id === browser.personId);
		if (person) await simulation.logIn(browser, person);
	},
	expireSessions: async (simulation) =>
		simulation.sql`
			update sessions set ended_at = now(), end_reason = 'loggedOut'
			where account_id = ${simulation.chance.pick(simulation.people).accountId} and ended_at is null`,
	revokeSessions: async (simulation) =>
		simulation.sql`
			update sessions set ended_at = now(), end_reason = 'revoked'
			where account_id = ${simulation.chance.pick(simulation.people).accountId} and ended_at is null`,
	rollBackDisk: async (simulation) => {
		const browser = anyBrowser(simulation);
		const dump = simulation.dumps.get(browser);
		if (!dump) {
			simulation.dumps.set(browser, await browser.dump());
			simulation.dumpedAt.set(browser, simulation.submissions.length);
			return;
		}
		await simulation.excuseClients([browser]);
		await browser.restore(dump);
		await simulation.excuseClients([browser]);
		simulation.forgiveFork(browser);
	},
	cloneDevice: async (simulation) => {
		const browser = anyBrowser(simulation);
		if (simulation.browsers.length >= 5) return;
		const dump = await browser.dump();
		const person = simulation.people.find(({ id }) => id === browser.personId)!;
		const clone = await simulation.addBrowser(person);
		await clone.restore(dump);
		await simulation.logIn(clone, person);
		await simulation.excuseClients([browser, clone]);
		simulation.forgiveFork(browser);
		clone.openTab(person.id).trigger('eager');
	},
	setClock: async (simulation) => {
		anyBrowser(simulation).skewMs = simulation.chance.pick([-10, 0, 10]) * 365 * 86_400_000;
	},
	loseRow: async (simulation) => {
		const browser = anyBrowser(simulation);
		if (!browser.personId) return;
		const db = browser.inspect(browser.personId);
		const [state, rows] = [await db.meta.get('sync'), await db.rows.toArray()];
		if (!state || rows.length === 0) return;
		simulation.areReloadsExcused = true;
		const { s, k, id } = simulation.chance.pick(rows);
		await db.rows.delete([s, k, id]);
	}
};

const weather: Record<string, Step> = {
	badLine: async ({ weather, chance }) => {
		weather.rate = chance.pick([0.1, 0.3, 0.6]);
		weather.faults = lineFaults.filter(() => chance.happens(0.5));
	},
	slowLine: async ({ weather }) => {
		weather.rate = 0.7;
		weather.faults = ['slow'];
	},
	goodLine: async ({ weather }) => {
		weather.rate = 0;
	},
	offline: async ({ weather, chance }) => {
		weather.isOffline = chance.happens(0.6);
	},
	online: async (simulation) => {
		simulation.weather.isOffline = false;
		for (const { tabs } of simulation.browsers) for (const tab of tabs) tab.trigger('eager');
	},
	badDisk: async (simulation) => {
		simulation.storageFaultRate = simulation.chance.pick([0, 0.05, 0.2]);
	},
	interruptPulls: async (simulation) => {
		simulation.interruptionRate = simulation.chance.pick([0, 0.3, 0.8]);
	}
};

/** Done beside the run, because it may wait for a writer that only a later step lets go. */
function besideTheRun(all: Record<string, Step>, names = Object.keys(all)): Record<string, Step> {
	const wrapped = names.map((name): [string, Step] => [
		name,
		async (simulation) => {
			// Colleagues get in each other's way: what one deletes another can't address.
			const failed = (error: unknown) => {
				if (isPermanent(error) || isRetryable(error) || (simulation.databaseTrouble && isTransient(error)))
					return;
				simulation.violated(`${name} failed: ${String(error)}`);
			};
			void simulation.activity.during(() => all[name]!(simulation)).catch(failed);
			await simulation.activity.quiet();
		}
	]);
	return { ...all, ...Object.fromEntries(wrapped) };
}

export const interruptions: Record<string, Step> = content;
export const steps: Record<string, Step> = {
	...resident,
	...besideTheRun(content),
	...besideTheRun(
		registers,
		Object.keys(registers).filter((name) => name !== 'nextDay')
	),
	...besideTheRun(server, ['purge', 'raiseEpoch', 'forgetClient', 'deadlock']),
	...devices,
	...weather
};

/** How often each happens; a run leaves some out altogether, so that others come close together. */
export const weights: Record<string, number> = {
	report: 10,
	addToReport: 6,
	withdraw: 3,
	reopen: 2,
	converse: 5,
	reply: 4,
	markRead: 4,
	chooseLanguage: 3,
	sendFault: 1,
	sendInvalid: 2,
	sendFuture: 1,
	sendNewer: 1,
	edit: 5,
	remove: 4,
	resend: 2,
	bulletin: 5,
	changeBulletin: 3,
	withdrawBulletin: 3,
	deleteBulletin: 3,
	addressBulletin: 4,
	plan: 3,
	withdrawPlan: 1,
	changeBuilding: 2,
	renameStaircase: 1,
	renamePerson: 2,
	takeReport: 3,
	changeState: 3,
	answerReport: 3,
	answerThread: 3,
	deleteRow: 2,
	deleteAndMakeAgain: 3,
	moveThread: 2,
	moveOut: 3,
	stayOn: 2,
	moveIn: 3,
	moveTo: 3,
	deleteOccupancy: 2,
	endGuardianship: 2,
	appointGuardian: 2,
	nextDay: 2,
	purge: 3,
	raiseEpoch: 1,
	forgetClient: 1,
	cutConnections: 1,
	holdWriter: 4,
	letWriterGo: 4,
	deadlock: 1,
	openTab: 8,
	closeTab: 3,
	killTabSoon: 5,
	comeBack: 8,
	switchPerson: 3,
	logInAgain: 3,
	expireSessions: 1,
	revokeSessions: 1,
	rollBackDisk: 1,
	cloneDevice: 1,
	setClock: 1,
	loseRow: 1,
	badLine: 4,
	slowLine: 1,
	goodLine: 2,
	offline: 3,
	online: 4,
	badDisk: 2,
	interruptPulls: 2
};

/** What makes a run another kind of run, and is left out of most. */
export const rare = [
	'keepCopy',
	'goBack',
	'rollBackDisk',
	'cloneDevice',
	'cutConnections',
	'raiseEpoch',
	'forgetClient',
	'loseRow',
	'revokeSessions'
];
