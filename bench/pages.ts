import { withinBytes, type Figure } from './figure';
import { precached, visit, type Loaded } from './page-weight';
import { openPhone, setStage, type Stage } from './resident-browser';
import { textOf } from './sentences';

const residentPages = [
	'/',
	'/defect-reports',
	'/defect-reports/new',
	'/bulletins',
	'/conversations',
	'/building',
	'/more'
];

/** What the pages weigh on the line. */
export async function pages(): Promise<Figure[]> {
	const stage = await setStage();
	try {
		const urgent = [];
		for (const path of ['/rescue-plan', '/emergency']) urgent.push(await urgentFigure(stage, path));
		let heaviest = { path: '', scripts: 0, styles: 0 };
		for (const path of residentPages) {
			const loaded = await load(stage, path);
			if (loaded.scripts > heaviest.scripts) heaviest = { path, ...loaded };
		}
		return [
			...urgent,
			withinBytes(`resident page with everything loaded (${heaviest.path})`, heaviest.scripts, 85_000),
			withinBytes(`its style sheets`, heaviest.styles, 12_000),
			withinBytes('everything precached, three languages', await precached(stage.origin), 250_000)
		];
	} finally {
		await stage.close();
	}
}

/**
 * The device has its rows, and the page's files are in no cache: the first visit of that page, on a line on which one can
 * tell before from after.
 */
async function urgentFigure(stage: Stage, path: string): Promise<Figure> {
	const shown = path === '/emergency' ? '112' : textOf('chapter 1').slice(0, 30);
	const phone = await openPhone(stage, { serviceWorkers: 'block' });
	const first = await visit(phone, stage.origin + path, { shown, slow: true });
	const again = await visit(phone, stage.origin + path, { shown, slow: true });
	await phone.close();
	const note = `${first.scriptsBeforePaint} B on a device that has no rows yet`;
	return withinBytes(`JavaScript before ${path} is painted`, again.scriptsBeforePaint, 40_000, note);
}

async function load(stage: Stage, path: string): Promise<Loaded> {
	const phone = await openPhone(stage, { serviceWorkers: 'block' });
	const loaded = await visit(phone, stage.origin + path);
	await phone.close();
	return loaded;
}
