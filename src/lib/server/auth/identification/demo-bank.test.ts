import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillDemoLandlord } from '$lib/server/demo/fill';
import { newSealingKey, parseSealingKeys, sealingFrom } from '$lib/server/sealing';
import { type DemoBank, startDemoBank } from '../../../../../scripts/demo-bank-process';
import { createTestDatabase, type TestDatabase } from '../../../../../tests/support/database';
import { beginIdentification, completeIdentification, type Identifying } from './identify';
import { readIdentificationSettings } from './settings';
import { readStanding } from './standing';

const origin = 'http://localhost:3999';
const sealing = sealingFrom(parseSealingKeys(newSealingKey('1')));
const dataFolder = mkdtempSync(join(tmpdir(), 'kellari-bank-'));
let database: TestDatabase;
let bank: DemoBank;
let identifying: Identifying;

beforeAll(async () => {
	database = await createTestDatabase();
	await fillDemoLandlord(database.db, { now: new Date(), blobFolder: join(dataFolder, 'blobs'), sealing });
	bank = await startDemoBank({ appUrl: database.url, dataFolder, origin });
	const environment = { ...bank.environment, ORIGIN: origin };
	const settings = await readIdentificationSettings(database.db.sql, environment);
	identifying = { sql: database.db.sql, sealing, settings };
});
afterAll(async () => {
	await bank?.stop();
	await database.drop();
	rmSync(dataFolder, { recursive: true, force: true });
});

/** A browser at the bank: follows its redirects with its cookies until it is sent back to the portal. */
async function atBank(
	start: URL,
	press: Record<string, string>,
	cookies = new Map<string, string>()
): Promise<URLSearchParams> {
	const go = async (url: URL, body?: URLSearchParams): Promise<Response> => {
		const response = await fetch(url, {
			redirect: 'manual',
			headers: { cookie: [...cookies].map((each) => each.join('=')).join('; ') },
			...(body && { method: 'POST', body })
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			cookies.set(name, value);
		}
		return response;
	};
	let url = start;
	for (let steps = 0; steps < 10; steps++) {
		const atChoice = url.pathname.startsWith('/interaction/');
		const response = await go(url, atChoice ? new URLSearchParams(press) : undefined);
		const location = response.headers.get('location');
		if (!location) throw new Error(`The bank answered ${response.status}: ${await response.text()}`);
		url = new URL(location, url);
		if (url.origin === origin) return url.searchParams;
	}
	throw new Error('The bank sent its visitor in a circle');
}

async function identifyAs(press: Record<string, string>, cookies?: Map<string, string>) {
	const begun = await beginIdentification(
		identifying,
		{ broker: 'demo', purpose: 'register', nextPath: '', clientAddress: '192.0.2.1', locale: 'en' },
		new Date()
	);
	if (!begun || !('url' in begun)) throw new Error(JSON.stringify(begun));
	const answer = await atBank(begun.url, press, cookies);
	return completeIdentification(identifying, { token: begun.token, broker: 'demo', answer }, new Date());
}

describe('at the demo bank', () => {
	test.each([
		['raija-koskinen', 'found'],
		['aino-virtanen', 'found'],
		['jari-heikkinen', 'found'],
		['sofia-ahonen', 'found'],
		['minh-nguyen', 'found'],
		['elsa-heikkinen', 'underAge'],
		['mira-kettunen', 'applicant'],
		['petri-kinnunen', 'ended'],
		['arjun-singh', 'notMatched'],
		['tiina-tuntematon', 'notMatched']
	])('A1 A2 A3 A4 A5 %s identifies and is “%s”', async (person, standing) => {
		const completion = await identifyAs({ person });
		if (!completion || !('identification' in completion)) throw new Error(JSON.stringify(completion));
		expect(await readStanding(database.db.sql, completion.identification, new Date())).toBe(standing);
	});

	test('A1 the person whom the register finds is the one who identified', async () => {
		const completion = await identifyAs({ person: 'aino-virtanen' });
		if (!completion || !('identification' in completion)) throw new Error(JSON.stringify(completion));
		const { personId, identity } = completion.identification;
		const [person] = await database.db.sql`select external_id from people where id = ${personId}`;
		expect(person?.externalId).toBe('aino-virtanen');
		expect(identity).toMatchObject({ familyName: 'Virtanen', givenNames: 'Aino Maria' });
	});

	test('A1 one browser identifies one person after another, and never the one before', async () => {
		const browser = new Map<string, string>();
		for (const person of ['aino-virtanen', 'mikko-virtanen', 'mikko-virtanen'])
			expect(await identifyAs({ person }, browser)).toMatchObject({
				identification: {
					identity: { givenNames: person.startsWith('aino') ? 'Aino Maria' : 'Mikko Juhani' }
				}
			});
	});

	test('A1 whoever has no Finnish identity code is told so', async () => {
		expect(await identifyAs({ person: 'jana-novak' })).toMatchObject({
			failed: 'noCode',
			purpose: 'register'
		});
	});

	test('A1 whoever cancels comes back, and nothing has gone wrong', async () => {
		expect(await identifyAs({ cancel: '1' })).toMatchObject({ failed: 'cancelled', reason: 'access_denied' });
	});

	test('A1 the bank takes no request that the portal has not signed', async () => {
		const unsigned = new URL('/auth', bank.issuer);
		unsigned.search = new URLSearchParams({
			client_id: 'kellari',
			redirect_uri: `${origin}/identification/callback/demo`,
			response_type: 'code',
			scope: 'openid'
		}).toString();
		const answer = await atBank(unsigned, { person: 'aino-virtanen' });
		expect(Object.fromEntries(answer)).toMatchObject({ error: 'invalid_request' });
		expect(answer.has('code')).toBe(false);
	});

	test('A1 the page of the bank is in the language of the portal’s page', async () => {
		const begin = { broker: 'demo', purpose: 'register', nextPath: '', clientAddress: '192.0.2.1' } as const;
		const begun = await beginIdentification(identifying, { ...begin, locale: 'sv' }, new Date());
		if (!begun || !('url' in begun)) throw new Error(JSON.stringify(begun));
		const first = await fetch(begun.url, { redirect: 'manual' });
		const page = await fetch(new URL(first.headers.get('location')!, bank.issuer), {
			headers: {
				cookie: first.headers
					.getSetCookie()
					.map((each) => each.split(';')[0])
					.join('; ')
			}
		});
		expect(await page.text()).toContain('<html lang="sv">');
	});
});

test('A1 the demo bank does not start for a landlord who is not the demo', async () => {
	const other = await createTestDatabase();
	try {
		await other.db.sql`insert into landlords (id, name) values (gen_random_uuid(), 'Oikea Oy')`;
		await expect(startDemoBank({ appUrl: other.url, dataFolder, origin })).rejects.toThrow(/ended with 1/);
		const environment = { ...bank.environment, ORIGIN: origin };
		await expect(readIdentificationSettings(other.db.sql, environment)).rejects.toThrow(/demo bank/);
	} finally {
		await other.drop();
	}
});
