/** Why an import as a whole is refused. Nothing was changed. */
export type ImportProblem =
	| { reason: 'anotherRuns' | 'nothingToRead' }
	| { reason: 'unknownFile' | 'encoding' | 'noHeader'; file: string }
	| { reason: 'missingColumn' | 'unknownColumn' | 'doubleColumn'; file: string; field: string }
	| { reason: 'brokenCsv' | 'brokenJson'; file: string; line: number }
	| { reason: 'tooManyRefused' | 'tooManyEnded'; register: string; rows: number; of: number }
	| { reason: 'endWithoutKeys'; register: string };

export class ImportRefused extends Error {
	readonly problem: ImportProblem;
	constructor(problem: ImportProblem) {
		super(problem.reason);
		this.problem = Object.fromEntries(
			Object.entries(problem).map(([name, value]) => [
				name,
				typeof value === 'string' ? harmless(value) : value
			])
		) as ImportProblem;
	}
}

/** A header may be anything, where columns have slipped: no control characters, and nobody's identity code. */
function harmless(text: string): string {
	return text.replace(/[^\p{L}\p{N}\p{P}\p{Zs}\p{S}]/gu, '?').replace(/\d{6}.\d{3}[\dA-Z]/gi, '…');
}
