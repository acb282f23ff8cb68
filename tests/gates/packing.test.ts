import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entityFields, type EntityKind } from '$lib/domain/entities';
import { packAnswer, unpackAnswer } from '$lib/domain/sync-packing';
import type { ExchangeAnswer, WireMutation, WireRow } from '$lib/domain/sync-wire';

const uuid = fc.uuid();
const instant = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
const text = fc.oneof(
	fc.string(),
	uuid,
	instant,
	fc.constantFrom(
		'=',
		'==',
		'=a',
		'NaN',
		'',
		'A',
		'2026-11-22T05:14:19+02:00',
		'F'.repeat(64),
		'f'.repeat(64)
	)
);
const value = fc.oneof(
	text,
	fc.constant(null),
	fc.boolean(),
	fc.integer(),
	fc.array(fc.jsonValue()),
	fc.jsonValue()
);

const data = (kind: EntityKind) =>
	fc.record(Object.fromEntries((entityFields[kind] ?? []).map((field) => [field, value])));
const listed = fc
	.constantFrom(...(Object.keys(entityFields) as EntityKind[]))
	.chain((kind) => fc.tuple(fc.constant(kind), fc.oneof(uuid, fc.string()), fc.nat(), data(kind)));
const unlisted = fc.tuple(
	fc.constant('bulletin' as const),
	uuid,
	fc.nat(),
	fc.dictionary(fc.string(), value)
);
const row = fc.oneof({ weight: 5, arbitrary: listed }, unlisted) as fc.Arbitrary<WireRow>;

const answer = fc
	.array(fc.record({ i: fc.nat(), r: fc.array(row, { minLength: 1 }) }))
	.map((s): ExchangeAnswer => overTheLine({ k: 'k', c: 'c', s }));
const mutation = fc.tuple(
	fc.nat(),
	uuid,
	fc.string(),
	fc.nat(),
	fc.oneof(fc.dictionary(fc.string(), value), fc.constant(null))
);
const sent = fc.array(mutation).map((mutations) => overTheLine(mutations as WireMutation[]));

describe('packing', () => {
	test('whatever is packed comes out as it went in', () => {
		fc.assert(
			fc.property(answer, sent, (given, mutations) => {
				const packed = overTheLine(packAnswer(given, mutations));
				expect(byRow(unpackAnswer(packed, mutations))).toEqual(byRow(given));
			})
		);
	});

	test('what the device has sent is not sent back', () => {
		fc.assert(
			fc.property(listed, (made) => {
				const [kind, id, , fields] = made as WireRow;
				const mutations: WireMutation[] = [[1, id, kind, 1, fields]];
				const packed = JSON.stringify(
					packAnswer({ k: '', c: '', s: [{ i: 1, r: [made as WireRow] }] }, mutations)
				);
				for (const each of Object.values(fields))
					if (typeof each === 'string' && each.length > 30)
						expect(packed).not.toContain(JSON.stringify(each));
			})
		);
	});

	test('a row with a field that the list does not name goes as it is', () => {
		const newer: WireRow = ['profile', 'b', 1, { language: 'fi', phone: '', email: '', pronoun: 'hän' }];
		expect(packAnswer({ k: '', c: '', s: [{ i: 1, r: [newer] }] }).q).toEqual([[1, 0, { r: [newer] }]]);
	});
});

function overTheLine<T>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}

/** A packed scope's rows come kind by kind; their order says nothing. */
function byRow({ s = [] }: ExchangeAnswer) {
	return s.map(({ r = [], ...scope }) => ({
		...scope,
		r: r.map((each) => JSON.stringify(sorted(each))).sort()
	}));
}

function sorted([kind, id, version, fields]: WireRow) {
	return [kind, id, version, Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))];
}
