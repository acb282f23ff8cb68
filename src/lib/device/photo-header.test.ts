import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPhotoHeader } from './photo-header';

describe('a photo’s header is read before anything is decoded', () => {
	it.each([
		['small.jpg', { type: 'jpeg', width: 40, height: 24, orientation: 1 }],
		['small-rotated-6.jpg', { type: 'jpeg', width: 40, height: 24, orientation: 6 }],
		['small.png', { type: 'png', width: 40, height: 24 }],
		['small-lossy.webp', { type: 'webp', width: 40, height: 24 }],
		['small-lossless.webp', { type: 'webp', width: 40, height: 24 }],
		['small-extended.webp', { type: 'webp', width: 40, height: 24 }],
		['small.gif', { type: 'gif', width: 40, height: 24 }],
		['small.avif', { type: 'avif', width: 40, height: 24 }],
		['phone-12mp.jpg', { type: 'jpeg' }],
		['rotated-6.jpg', { type: 'jpeg', orientation: 6 }],
		['iphone.heic', { type: 'heic' }]
	])('%s', (name, header) => {
		expect(readPhotoHeader(fixture(name))).toMatchObject(header);
	});

	it('finds the whole picture of a HEIC, not one of its tiles', () => {
		const header = readPhotoHeader(fixture('iphone.heic'));
		expect(header).toMatchObject({ width: expect.any(Number) });
		expect((header as { width: number }).width).toBeGreaterThan(1000);
	});

	it('says how large a bomb would become', () => {
		expect(readPhotoHeader(fixture('bomb.png'))).toMatchObject({
			type: 'png',
			width: 50_000,
			height: 50_000
		});
	});

	it('knows a text file by its content, whatever its name says', () => {
		expect(readPhotoHeader(fixture('renamed-text.jpg'))).toBe('unknown');
		expect(readPhotoHeader(new Uint8Array())).toBe('unknown');
	});

	it('says of a file that breaks off before its dimensions that it does', () => {
		for (const name of ['small.jpg', 'small.png', 'small-lossy.webp'])
			expect(readPhotoHeader(fixture(name).slice(0, 12))).toBe('truncated');
	});

	it('never throws and always ends, however a header is damaged', () => {
		for (const name of ['small-rotated-6.jpg', 'small-extended.webp', 'small.avif', 'small.png']) {
			const whole = fixture(name);
			for (let at = 0; at < whole.length; at += 3) {
				const damaged = whole.slice();
				damaged[at] = 0xff;
				expect(() => readPhotoHeader(damaged)).not.toThrow();
				expect(() => readPhotoHeader(whole.slice(0, at))).not.toThrow();
			}
		}
	});
});

function fixture(name: string): Uint8Array<ArrayBuffer> {
	return new Uint8Array(readFileSync(`tests/fixtures/photos/${name}`));
}
