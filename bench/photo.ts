import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { openBrowser, openInPage } from './browser';
import { atMost, type Figure } from './figure';
import type * as photoInPage from './in-page/photo';

const sample = 'tests/fixtures/photos/phone-12mp.jpg';
const goalSsim = 0.945;

/** A photo of 12 megapixels as it goes over the line. */
export async function photo(): Promise<Figure[]> {
	const browser = await openBrowser();
	try {
		const inPage = await openInPage<typeof photoInPage>(await browser.newPage(), 'photo');
		const { type, width, height, sent, lossless, jpegBytes } = await inPage(
			'prepare',
			await readFile(sample, 'base64')
		);
		const bytes = Buffer.from(sent, 'base64');
		const similarity = structuralSimilarity(
			await lumaOf(bytes),
			await lumaOf(Buffer.from(lossless, 'base64')),
			width
		);
		const figure = atMost(
			`12-megapixel photo as sent, ${type} ${width} × ${height}`,
			[bytes.length, 'B'],
			[jpegBytes, 'B JPEG 0.8 of that size'],
			0.5,
			{ note: `luma SSIM ${similarity.toFixed(3)} (≥ ${goalSsim})` }
		);
		return [
			{ ...figure, reached: figure.reached === true && type === 'image/webp' && similarity >= goalSsim }
		];
	} finally {
		await browser.close();
	}
}

async function lumaOf(picture: Buffer): Promise<Uint8Array> {
	return await sharp(picture).removeAlpha().toColourspace('b-w').raw().toBuffer();
}

/** Mean SSIM (Wang et al. 2004) over windows of 8 × 8 pixels, each half over the next. */
export function structuralSimilarity(a: Uint8Array, b: Uint8Array, width: number): number {
	const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];
	const height = a.length / width;
	let total = 0;
	let windows = 0;
	for (let top = 0; top + 8 <= height; top += 4)
		for (let left = 0; left + 8 <= width; left += 4) {
			let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
			for (let y = top; y < top + 8; y++)
				for (let x = left; x < left + 8; x++) {
					const [p, q] = [a[y * width + x]!, b[y * width + x]!];
					sumA += p;
					sumB += q;
					squareA += p * p;
					squareB += q * q;
					product += p * q;
				}
			const [meanA, meanB] = [sumA / 64, sumB / 64];
			const [varianceA, varianceB] = [squareA / 64 - meanA ** 2, squareB / 64 - meanB ** 2];
			const covariance = product / 64 - meanA * meanB;
			total +=
				((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
				((meanA ** 2 + meanB ** 2 + c1) * (varianceA + varianceB + c2));
			windows++;
		}
	return total / windows;
}
