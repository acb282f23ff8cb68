import { sessionCookieName } from '$lib/server/auth/sessions';
import type { Sql } from '$lib/server/db';
import sharp from 'sharp';
import { openBrowser, openInPage } from './browser';
import { startBuiltPortal } from './built-portal';
import { createBenchDatabase } from './database';
import { atLeast, rounded, type Figure } from './figure';
import type * as drainInPage from './in-page/drain';
import { buildHouse, moveIn } from './landlord';
import { poorLine, type PoorLine } from './line';

const reports = 20;
const terms = { bytesPerSecond: 50_000, roundTripMs: 400 };
const [upMs, downMs] = [8000, 3000];

/** Twenty reports with photos from the basement's door: 400 kbit/s and 400 ms there and back, then one that breaks too. */
export async function drain(): Promise<Figure[]> {
	const steady = await drained((line) => {
		line.use(terms);
		return () => undefined;
	});
	const breaking = await drained((line) => {
		let timer: NodeJS.Timeout;
		const up = () => {
			line.use(terms);
			timer = setTimeout(down, upMs);
		};
		const down = () => {
			line.cut();
			timer = setTimeout(up, downMs);
		};
		up();
		return () => clearTimeout(timer);
	});
	const ideal = (payload: number) => payload / terms.bytesPerSecond;
	const idealUp = ideal(breaking.payload) * ((upMs + downMs) / upMs);
	const sent = breaking.sent / breaking.payload;
	const broken = atLeast(
		`the same on a line that is up ${upMs / 1000} s and down ${downMs / 1000} s`,
		[breaking.seconds, 's'],
		[idealUp, 's of bandwidth while up'],
		0.75,
		{
			ratio: idealUp / breaking.seconds,
			note: `sent ${sent.toFixed(2)} × the payload (≤ 1.25), ${breaking.lost} lost, ${breaking.doubled} doubled`
		}
	);
	return [
		atLeast(
			`drain of ${reports} reports with photos, 400 kbit/s, RTT 400 ms`,
			[steady.seconds, 's'],
			[ideal(steady.payload), 's of bandwidth'],
			0.9,
			{
				ratio: ideal(steady.payload) / steady.seconds,
				note: `${rounded(steady.payload)} B of photos and texts, ${rounded(steady.sent)} B sent; ${steady.lost} lost, ${steady.doubled} doubled`
			}
		),
		{ ...broken, reached: broken.reached === true && sent <= 1.25 && breaking.lost + breaking.doubled === 0 }
	];
}

interface Drained {
	seconds: number;
	payload: number;
	sent: number;
	lost: number;
	doubled: number;
}

async function drained(begin: (line: PoorLine) => () => void): Promise<Drained> {
	const database = await createBenchDatabase();
	const portal = await startBuiltPortal(database.url);
	const line = await poorLine(portal.port);
	const browser = await openBrowser([
		`--host-resolver-rules=MAP localhost:${portal.port} 127.0.0.1:${line.port}`
	]);
	try {
		const home = await buildHouse(database.owner.sql, { plan: false });
		const { token } = await moveIn(database.owner, home);
		const origin = `http://localhost:${portal.port}`;
		const context = await browser.newContext();
		await context.addCookies([
			{ name: sessionCookieName(origin), value: token, url: origin, httpOnly: true, sameSite: 'Lax' }
		]);
		const page = await context.newPage();
		const inPage = await openInPage<typeof drainInPage>(page, 'drain', origin);
		const payload = await inPage('prepare', home.apartmentId, await photos());
		const before = line.sent;
		const end = begin(line);
		const ms = await inPage('drain');
		end();
		line.use(undefined);
		return { seconds: ms / 1000, payload, sent: line.sent - before, ...(await compare(database.owner.sql)) };
	} finally {
		await browser.close();
		await line.close();
		await portal.stop();
		await database.drop();
	}
}

async function compare(sql: Sql): Promise<{ lost: number; doubled: number }> {
	const [row] = await sql`
		select count(distinct report.id)::integer as whole, count(*)::integer as found,
			(select count(*)::integer from defect_reports) as all_reports
		from defect_reports report
		join attachments photo on photo.subject_id = report.id and photo.state = 'ready'`;
	const { whole, found, allReports } = row as unknown as Record<'whole' | 'found' | 'allReports', number>;
	return { lost: reports - whole, doubled: found - whole + Math.max(0, allReports - reports) };
}

/** Pictures of 40 to 80 kB, no two the same, for the server decodes what it gets. */
async function photos(): Promise<string[]> {
	const made = [];
	for (let n = 0; n < reports; n++) {
		const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 };
		const [width, height] = [280 + n * 6, 320];
		const image = sharp({ create: { width, height, channels: 3, background: '#888', noise } });
		made.push((await image.webp({ quality: 70 }).toBuffer()).toString('base64'));
	}
	return made;
}
