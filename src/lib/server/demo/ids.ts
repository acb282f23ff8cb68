import { createHash } from 'node:crypto';
import { registerId } from '$lib/server/imports/ids';

/** The same uuid for the same words, on every machine and at every start: RFC 9562 version 8, over SHA-256. */
export function demoId(kind: string, ...names: (string | number)[]): string {
	const bytes = createHash('sha256')
		.update(['kellari demo', kind, ...names].join('\u0000'))
		.digest()
		.subarray(0, 16);
	bytes[6] = (bytes[6]! & 0x0f) | 0x80;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

// What the registers bring has its id from them.

export const idOfBuilding = (house: string) => registerId('buildings', house);
export const idOfStaircase = (house: string, name: string) =>
	registerId('staircases', staircaseName(house, name));
export const idOfApartment = (house: string, number: number) =>
	registerId('apartments', apartmentName(house, number));
export const idOfPerson = (key: string) => registerId('people', key);

export const staircaseName = (house: string, name: string) => `${house}-${name}`;
export const apartmentName = (house: string, number: number) => `${house}-${number}`;
