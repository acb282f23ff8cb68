import * as v from 'valibot';
import { residentActor, type Actor, type Circumstances } from '$lib/domain/actor';
import type { Entities, EntityKind } from '$lib/domain/entities';
import { helsinkiDay } from '$lib/domain/helsinki-time';
import type { Membership } from '$lib/domain/memberships';
import { outcomeOf, type Change } from '$lib/domain/mutation';
import type { AnyMutation } from '$lib/domain/mutations';
import { isRefusal } from '$lib/domain/refusal';
import { houses } from '$lib/server/demo/content/houses';
import type { DemoCalendar } from '$lib/server/demo/calendar';
import { demoId, idOfBuilding } from '$lib/server/demo/ids';
import type { DemoPeople } from '$lib/server/demo/people';
import { staffActor, type StaffKey } from '$lib/server/demo/people/staff';
import type { DemoPhotos, PhotoName } from '$lib/server/demo/photos';
import type { StaffNote } from './story';

/** What all stories are told with. */
export interface Setting {
	calendar: DemoCalendar;
	people: DemoPeople;
	photos: DemoPhotos;
}

/** The rows of one story, all of them in one person's scope. */
export interface Told<Subject> {
	/** Whose: the resident's, or the ward's. */
	personId: string;
	/** Who did it. */
	reporterId: string;
	subject: Subject;
	rows: { kind: EntityKind; row: Entities[EntityKind] }[];
	attachments: { id: string; photo: PhotoName }[];
	/** When the staff last said something in it, for the read mark. */
	staffSaidAt: Date | null;
	unread: boolean;
	note: (StaffNote & { writtenAt: Date }) | null;
}

/** A story in the making: a matter's row, changed by one mutation after another. */
export class Telling<K extends 'defectReport' | 'conversation'> {
	readonly kind: K;
	readonly rows: Told<never>['rows'] = [];
	readonly attachments: Told<never>['attachments'] = [];
	staffSaidAt: Date | null = null;
	subject: Entities[K] | undefined;
	private readonly setting: Setting;
	private readonly resident: Actor;
	/** When somebody last did something in it. */
	lastActAt: Date;

	constructor(kind: K, setting: Setting, resident: Actor, began: Date) {
		this.kind = kind;
		this.setting = setting;
		this.resident = resident;
		this.lastActAt = began;
	}

	/** Runs a mutation's rule as `by` at an instant; a refusal is a mistake in the story. */
	run(mutation: AnyMutation, args: unknown, by: StaffKey | 'resident', at: Date): void {
		const actor = by === 'resident' ? this.resident : staffActor(by);
		const circumstances: Circumstances = { by: actor, now: at, today: helsinkiDay(at) };
		const outcome = outcomeOf(mutation, this.subject, v.parse(mutation.args, args) as never, circumstances);
		if (isRefusal(outcome)) throw new Error(`${actor.name}: ${mutation.name} is refused, ${outcome.refused}`);
		for (const change of outcome) this.apply(change, at);
		this.lastActAt = at;
	}

	/** The staff work on working days; nobody does anything before what was done last, or after now. */
	instantOf(by: StaffKey | 'resident', daysAgo: number, time: string, visitBegan?: Date): Date {
		const { calendar } = this.setting;
		const asTold = calendar.at(-daysAgo, time);
		const worked = by === 'resident' ? asTold : calendar.atWork(-daysAgo, time);
		const wanted = worked <= calendar.now ? worked : asTold;
		const earliest = Math.max(this.lastActAt.getTime(), visitBegan?.getTime() ?? 0) + 7 * 60_000;
		return new Date(Math.min(Math.max(wanted.getTime(), earliest), calendar.now.getTime()));
	}

	/** From and to of a planned visit, which may lie ahead. */
	visit(daysAgo: number, { from, to }: { from: string; to: string }): [string, string] {
		const { calendar } = this.setting;
		return [calendar.atWork(-daysAgo, from).toISOString(), calendar.atWork(-daysAgo, to).toISOString()];
	}

	photos(names: PhotoName[], ...of: (string | number)[]) {
		return names.map((name, index) => {
			const id = demoId('photo', ...of, index);
			this.attachments.push({ id, photo: name });
			const { sha, type, size, width, height } = this.setting.photos[name];
			return { id, sha, type, size, width, height };
		});
	}

	// The rules of a matter change that matter alone, which the erased mutation can't say: hence the casts.
	private apply(change: Change, at: Date): void {
		if ('change' in change) this.subject = change.row as Entities[K];
		else if (change.create === this.kind) this.subject = change.row as Entities[K];
		else if (change.create === 'attachment')
			this.keep('attachment', { ...change.row, state: 'ready', readyAt: at.toISOString() });
		else this.keep(change.create, change.row);
	}

	private keep(kind: EntityKind, row: Entities[EntityKind]): void {
		this.rows.push({ kind, row });
		if ('by' in row && row.by === 'staff' && row.arrivedAt) this.staffSaidAt = new Date(row.arrivedAt);
	}
}

/** The actor as the registers make it: whoever acts, for themselves or for a ward. */
export function actorFor({ people }: Setting, by: string, actingFor = by): Actor {
	const person = people.get(by);
	return residentActor(person.id, membershipOf(people, actingFor), `${person.callName} ${person.familyName}`);
}

export function membershipOf(people: DemoPeople, key: string): Membership {
	const { id, familyName, givenNames, callName } = people.get(key);
	const held = people.tenancies.flatMap((tenancy) => {
		const role = tenancy.holders.find((holder) => holder.key === key)?.role;
		return role ? [{ ...tenancy, role }] : [];
	});
	const tenancies = held.map(({ apartment, role, signedOn, startsOn, endsOn }) => {
		const { streetAddress, postalPlace } = houses[apartment.house];
		return {
			apartmentId: apartment.id,
			buildingId: idOfBuilding(apartment.house),
			staircaseId: apartment.staircaseId,
			address: `${streetAddress} ${apartment.staircase} ${apartment.number}`,
			postalPlace,
			staircase: apartment.staircase,
			apartment: String(apartment.number),
			role,
			opensOn: role === 'occupant' ? startsOn : signedOn,
			startsOn,
			endsOn
		};
	});
	return { id, familyName, givenNames, callName, tenancies };
}

/** The home that somebody had on a day. */
export function homeOn(people: DemoPeople, key: string, day: string): string {
	const home = membershipOf(people, key).tenancies.find(
		({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || day <= endsOn)
	);
	if (!home) throw new Error(`${key} had no home on ${day}`);
	return home.apartmentId;
}
