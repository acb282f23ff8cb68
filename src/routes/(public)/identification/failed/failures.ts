/** What the page has words for. */
export const failures = [
	'cancelled',
	'unreachable',
	'refused',
	'notBelieved',
	'noCode',
	'invalidCode',
	'over',
	'tooMany'
] as const;
export type Failure = (typeof failures)[number];
