/** One line of the table: what was measured beside its limit or its peer, in the same run on the same machine. */
export interface Figure {
	what: string;
	measured: string;
	/** The limit or the peer, and what it measured. */
	against: string;
	ratio?: number;
	goal: string;
	/** `undefined` where this machine can't tell. */
	reached: boolean | undefined;
	/** What a reader has to know to believe it. */
	note?: string;
}

/** How much of what: `[94, 'B empty 204']`. */
export type Amount = [number, string];

/** A group of figures that are measured together: `npm run bench -- <name>`. */
export type Measure = () => Promise<Figure[]>;

interface Telling {
	/** Of adjacent pairs, where that is another one than of the two figures. */
	ratio?: number;
	note?: string;
}

export function atMost(
	what: string,
	measured: Amount,
	peer: Amount,
	goal: number,
	telling: Telling = {}
): Figure {
	const ratio = telling.ratio ?? measured[0] / peer[0];
	return { ...compared(what, measured, peer, ratio, telling), goal: `≤ ${goal} ×`, reached: ratio <= goal };
}

export function atLeast(
	what: string,
	measured: Amount,
	peer: Amount,
	goal: number,
	telling: Telling = {}
): Figure {
	const ratio = telling.ratio ?? measured[0] / peer[0];
	return { ...compared(what, measured, peer, ratio, telling), goal: `≥ ${goal} ×`, reached: ratio >= goal };
}

/** A limit of its own, with no peer. */
export function withinBytes(what: string, bytes: number, limit: number, note?: string): Figure {
	const goal = `≤ ${rounded(limit)} B`;
	return {
		what,
		measured: `${rounded(bytes)} B`,
		against: '',
		goal,
		reached: bytes <= limit,
		...noted(note)
	};
}

export function printTable(figures: readonly Figure[]): void {
	const lines = figures.map((each) => [
		each.what,
		each.measured,
		each.against,
		each.ratio === undefined ? '' : each.ratio.toFixed(2),
		each.goal,
		each.reached === undefined ? '–' : each.reached ? 'ok' : 'MISS'
	]);
	const table = [['what', 'measured', 'against', 'ratio', 'goal', ''], ...lines];
	const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
	table.forEach((line, at) => {
		console.log(
			line
				.map((cell, column) => cell.padEnd(widths[column]!))
				.join('  ')
				.trimEnd()
		);
		const note = figures[at - 1]?.note;
		if (note) console.log(`    ${note}`);
	});
}

function compared(what: string, measured: Amount, peer: Amount, ratio: number, { note }: Telling) {
	return { what, measured: shown(measured), against: shown(peer), ratio, ...noted(note) };
}

const shown = ([amount, unit]: Amount) => `${rounded(amount)} ${unit}`;
const noted = (note: string | undefined) => (note === undefined ? {} : { note });

export function rounded(value: number): string {
	if (Math.abs(value) >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString('en');
	return value.toPrecision(3);
}

export function median(values: readonly number[]): number {
	return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (sorted.length - 1) * share;
	const below = sorted[Math.floor(at)] ?? NaN;
	const above = sorted[Math.ceil(at)] ?? NaN;
	return below + (above - below) * (at - Math.floor(at));
}
