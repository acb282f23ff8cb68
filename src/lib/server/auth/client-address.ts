import { isIPv6 } from 'node:net';

/** Whom a limit by address counts: an IPv6 line has a whole /64 of addresses to take turns with. */
export function limitedAddress(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
	if (!isIPv6(plain)) return plain;
	const [head = '', tail] = plain.toLowerCase().split('::');
	const groups = head === '' ? [] : head.split(':');
	const last = tail === undefined || tail === '' ? [] : tail.split(':');
	const zeros = tail === undefined ? 0 : 8 - groups.length - last.length;
	const all = [...groups, ...Array<string>(Math.max(0, zeros)).fill('0'), ...last];
	return `${all
		.slice(0, 4)
		.map((group) => group.replace(/^0+(?=.)/, ''))
		.join(':')}::/64`;
}
