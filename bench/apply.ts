import type * as thousand from './in-page/thousand';
import { openInPage, openBrowser } from './browser';
import { atMost, median, quantile, type Figure } from './figure';

const rows = 1000;

/** What a phone does with what came, beside the same records written by hand. */
export async function apply(): Promise<Figure[]> {
	const browser = await openBrowser();
	try {
		const page = await browser.newPage();
		const inPage = await openInPage<typeof thousand>(page, 'thousand');
		const { applied, raw } = await inPage('thousand', rows);
		const ratios = applied.map((ms, at) => ms / raw[at]!);
		const quartiles = [0.25, 0.75].map((share) => quantile(ratios, share).toFixed(2)).join(' to ');
		return [
			atMost(
				`${rows} rows applied`,
				[median(applied), 'ms'],
				[median(raw), 'ms raw IndexedDB, one transaction'],
				1.3,
				{
					ratio: median(ratios),
					note: `quartiles of ${ratios.length} adjacent pairs ${quartiles}`
				}
			)
		];
	} finally {
		await browser.close();
	}
}
