import type { Sql } from '$lib/server/db';
import { findLandlord } from '$lib/server/landlord';
import { brokersFrom, demoBroker, IdentificationRefused, type Broker } from './brokers';
import { readKeys, type IdentificationKeys } from './keys';

/** How this landlord's residents identify. */
export interface IdentificationSettings {
	/** None: nobody can register here. */
	brokers: Broker[];
	/** Null where there is no broker to know them. */
	keys: IdentificationKeys | null;
	/** The portal's own address. */
	origin: string;
	/** Whether the identity codes that are nobody's let somebody in. */
	allowArtificial: boolean;
}

let read: Promise<IdentificationSettings> | undefined;

/** Read once a process. A database that was away is asked again. */
export function identificationSettings(sql: Sql): Promise<IdentificationSettings> {
	read ??= readIdentificationSettings(sql, process.env).catch((error: unknown) => {
		read = undefined;
		throw error;
	});
	return read;
}

/** What the pages offer: one button for each broker, none where nobody can identify. */
export async function brokerChoices(sql: Sql): Promise<{ id: string; name: string }[]> {
	const { brokers } = await identificationSettings(sql);
	return brokers.map(({ id, name }) => ({ id, name }));
}

/** @throws IdentificationRefused */
export async function readIdentificationSettings(
	sql: Sql,
	environment: Record<string, string | undefined>
): Promise<IdentificationSettings> {
	const brokers = brokersFrom(environment);
	const isDemo = (await findLandlord(sql))?.isDemo ?? false;
	if (brokers.some(({ id }) => id === demoBroker) && !isDemo)
		throw new IdentificationRefused(
			'The demo bank lets anybody in as anybody. It is for the demo landlord only, and this landlord is another one: ' +
				`take "${demoBroker}" out of IDENTIFICATION_BROKERS.`
		);
	const { IDENTIFICATION_KEYS = '', ALLOW_ARTIFICIAL_HETU, ORIGIN = '' } = environment;
	return {
		brokers,
		keys: brokers.length > 0 ? await readKeys(IDENTIFICATION_KEYS) : null,
		origin: ORIGIN,
		allowArtificial: ALLOW_ARTIFICIAL_HETU ? isOn(ALLOW_ARTIFICIAL_HETU) : isDemo
	};
}

function isOn(setting: string): boolean {
	if (['on', 'off'].includes(setting)) return setting === 'on';
	throw new IdentificationRefused(`ALLOW_ARTIFICIAL_HETU is on or off, not ${setting}.`);
}
