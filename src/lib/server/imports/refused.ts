/** Why an import as a whole is refused. Nothing was changed. */
export type ImportProblem =
	| { reason: 'anotherRuns' | 'nothingToRead' }
	| { reason: 'unknownFile' | 'encoding' | 'noHeader' | 'twoFiles'; file: string }
	| { reason: 'missingColumn' | 'unknownColumn' | 'doubleColumn'; file: string; field: string }
	| { reason: 'brokenCsv' | 'brokenJson'; file: string; line: number }
	| { reason: 'tooManyRefused' | 'tooManyEnded'; register: string; rows: number; of: number }
	| { reason: 'endWithoutKeys'; register: string };

export class ImportRefused extends Error {
	readonly problem: ImportProblem;
	constructor(problem: ImportProblem) {
		super(problem.reason);
		this.problem = problem;
	}
}
