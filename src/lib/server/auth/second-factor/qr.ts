import { encode } from 'uqr';

export interface QrCode {
	/** Modules a side, the quiet zone included. */
	size: number;
	/** The dark modules as a path for SVG, a row's run of them a rectangle. */
	path: string;
}

export function qrCode(text: string): QrCode {
	const { data, size } = encode(text, { ecc: 'M', border: 4 });
	const runs = data.flatMap((row, y) =>
		runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`)
	);
	return { size, path: runs.join('') };
}

function runsOf(row: boolean[]): [start: number, length: number][] {
	const runs: [number, number][] = [];
	row.forEach((dark, x) => {
		const last = runs.at(-1);
		if (!dark) return;
		if (last && last[0] + last[1] === x) last[1]++;
		else runs.push([x, 1]);
	});
	return runs;
}
