import { startBuiltPortal } from './built-portal';
import { createBenchDatabase } from './database';
import { atMost, withinBytes, type Figure } from './figure';
import { origin } from './portal-in-process';
import { stackFigures } from './stack-bytes';
import { bothWays, measureWireBytes, type WireBytes } from './wire-bytes';

/** What goes over the line: HTTP/2 over TLS on a warm connection, both ways, everything counted. */
export async function bytes(): Promise<Figure[]> {
	const light = await onBuiltPortal({ plan: false });
	const full = await onBuiltPortal({ plan: true });
	return [...wireFigures(light, full), ...(await stackFigures())];
}

async function onBuiltPortal(content: { plan: boolean }): Promise<WireBytes> {
	const database = await createBenchDatabase();
	const portal = await startBuiltPortal(database.url, () => origin);
	try {
		return await measureWireBytes(portal.port, database.owner, content);
	} finally {
		await portal.stop();
		await database.drop();
	}
}

function wireFigures(light: WireBytes, full: WireBytes): Figure[] {
	const { idle, empty204, changedRow, rowAlone, rowCharacters, push, reportText, first } = light;
	const split = (of: { sent: number; received: number }) =>
		`${Math.round(of.sent)} sent, ${Math.round(of.received)} received`;
	const whole = `with rescue plan and house chapters in three languages: ${full.first.received} B, ${full.first.exchanges} round trips`;
	return [
		atMost('idle sync', [bothWays(idle), 'B'], [bothWays(empty204), 'B empty 204'], 1.25, {
			note: split(idle)
		}),
		atMost(
			`one changed row of ${rowCharacters} characters`,
			[bothWays(changedRow), 'B'],
			[bothWays(rowAlone), 'B alone'],
			1.2,
			{ note: split(changedRow) }
		),
		withinBytes(
			'one report pushed and acknowledged, beyond its text',
			bothWays(push) - reportText,
			500,
			split(push)
		),
		withinBytes(
			`first sync of ${first.rows} rows, ${first.exchanges} round trip`,
			first.received,
			8000,
			whole
		)
	];
}
