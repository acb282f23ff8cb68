// The identification brokers that the landlord has an agreement with, each a list of settings in the environment.

export interface Broker {
	/** `[a-z0-9]+`; part of the address that the bank sends people back to. */
	id: string;
	/** What the button says, where there are several. */
	name: string;
	issuer: URL;
	clientId: string;
	/** Levels of assurance that are accepted. The first one is asked for. */
	acr: readonly string[];
	claims: Record<ClaimName, string>;
	/** How long ago the person may have identified, in seconds. */
	maxAge: number;
	/** Milliseconds for each request to the broker. */
	timeout: number;
	/** The demo bank alone is spoken to without TLS: it runs on this machine. */
	isDemo: boolean;
}

export type ClaimName = 'hetu' | 'bornOn' | 'familyName' | 'givenNames';

/** Settings that keep the server from starting; the message tells a person what to do. */
export class IdentificationRefused extends Error {}

/** The demo bank's id; no other broker may have it. */
export const demoBroker = 'demo';

const levels = ['http://ftn.ficora.fi/2017/loa2', 'http://ftn.ficora.fi/2017/loa3'];

/** Finnish Trust Network, OpenID Connect profile 2.2. Other brokers name them otherwise. */
const ftnClaims: Record<ClaimName, string> = {
	hetu: 'urn:oid:1.2.246.21',
	bornOn: 'urn:oid:1.3.6.1.5.5.7.9.1',
	familyName: 'urn:oid:2.5.4.4',
	givenNames: 'urn:oid:1.2.246.575.1.14'
};

/** @throws IdentificationRefused */
export function brokersFrom(environment: Record<string, string | undefined>): Broker[] {
	const ids = (environment.IDENTIFICATION_BROKERS ?? '').split(/[\s,]+/).filter(Boolean);
	return ids.map((id) => brokerFrom(id, environment));
}

function brokerFrom(id: string, environment: Record<string, string | undefined>): Broker {
	if (!/^[a-z0-9]{1,20}$/.test(id))
		throw new IdentificationRefused(`IDENTIFICATION_BROKERS: ${id} is no name of small letters and digits.`);
	const prefix = `IDENTIFICATION_${id.toUpperCase()}_`;
	const setting = (name: string) => environment[prefix + name]?.trim() || undefined;
	const needed = (name: string) => {
		const value = setting(name);
		if (!value) throw new IdentificationRefused(`${prefix}${name} is not set.`);
		return value;
	};
	const isDemo = id === demoBroker;
	return {
		id,
		name: setting('NAME') ?? id,
		issuer: issuerFrom(needed('ISSUER'), `${prefix}ISSUER`, isDemo),
		clientId: needed('CLIENT_ID'),
		acr: setting('ACR')?.split(/\s+/) ?? levels,
		claims: {
			hetu: setting('CLAIM_HETU') ?? ftnClaims.hetu,
			bornOn: setting('CLAIM_BORN_ON') ?? ftnClaims.bornOn,
			familyName: setting('CLAIM_FAMILY_NAME') ?? ftnClaims.familyName,
			givenNames: setting('CLAIM_GIVEN_NAMES') ?? ftnClaims.givenNames
		},
		maxAge: secondsFrom(setting('MAX_AGE') ?? '600', `${prefix}MAX_AGE`),
		timeout: secondsFrom(setting('TIMEOUT') ?? '10', `${prefix}TIMEOUT`) * 1000,
		isDemo
	};
}

function issuerFrom(text: string, name: string, isDemo: boolean): URL {
	const issuer = URL.canParse(text) ? new URL(text) : null;
	if (issuer?.protocol === 'https:' || (isDemo && issuer?.protocol === 'http:')) return issuer;
	throw new IdentificationRefused(`${name} is the https address of the broker, not ${text}.`);
}

function secondsFrom(text: string, name: string): number {
	const seconds = Number(text);
	if (seconds > 0 && seconds <= 86_400) return seconds;
	throw new IdentificationRefused(`${name} is a number of seconds, not ${text}.`);
}
