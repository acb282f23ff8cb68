import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { base32, fromBase32 } from './base32';

// Time-based one-time passwords (RFC 6238) as every authenticator app makes them: SHA-1, 30 seconds, 6 digits.

const stepSeconds = 30;
const digits = 6;

/** 160 bits, as RFC 4226 asks for. */
export function newTotpSecret(): string {
	return base32(randomBytes(20));
}

export function totpStep(at: Date): number {
	return Math.floor(at.getTime() / 1000 / stepSeconds);
}

/** The code of a time step. @param secret in base32 */
export function totpCode(secret: string, step: number): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(step));
	const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
	const number = mac.readUInt32BE(mac[19]! & 15) & 0x7fffffff;
	return String(number % 10 ** digits).padStart(digits, '0');
}

/** The time step that a code belongs to: now, or one before or after, because clocks differ; undefined for a wrong code. */
export function stepOfCode(secret: string, code: string, at: Date): number | undefined {
	const given = code.replace(/[\s-]/g, '');
	if (!/^\d{6}$/.test(given)) return undefined;
	const now = totpStep(at);
	// All of them are compared, whichever matches.
	const matching = [now, now - 1, now + 1].filter((step) =>
		timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(given))
	);
	return matching[0];
}

/** What the QR code says to an authenticator app. */
export function totpAddress({
	secret,
	email,
	issuer
}: {
	secret: string;
	email: string;
	issuer: string;
}): string {
	const label = [issuer, email].map(encodeURIComponent).join(':');
	const parameters = new URLSearchParams({ secret, issuer, algorithm: 'SHA1', digits: '6', period: '30' });
	// Apps take a plus for a plus.
	return `otpauth://totp/${label}?${String(parameters).replaceAll('+', '%20')}`;
}
