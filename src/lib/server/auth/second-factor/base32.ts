const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, without padding: how authenticator apps are given a secret. */
export function base32(bytes: Uint8Array): string {
	let [text, bits, held] = ['', 0, 0];
	for (const byte of bytes) {
		held = (held << 8) | byte;
		for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31];
		held &= (1 << bits) - 1;
	}
	return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text;
}

/** Spaces and small letters are how people copy it. @throws RangeError on anything else that is no base32 */
export function fromBase32(text: string): Buffer {
	const bytes: number[] = [];
	let [bits, held] = [0, 0];
	for (const letter of text.toUpperCase().replace(/[\s=]/g, '')) {
		const value = alphabet.indexOf(letter);
		if (value < 0) throw new RangeError('This is no base32');
		held = (held << 5) | value;
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			bytes.push(held >> bits);
			held &= (1 << bits) - 1;
		}
	}
	return Buffer.from(bytes);
}
