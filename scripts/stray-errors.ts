// A reporter of Vitest's: what was thrown where no test waited for it, which its JSON report leaves out.
import { writeFileSync } from 'node:fs';
import type { Reporter } from 'vitest/node';

export default class StrayErrors implements Reporter {
	onTestRunEnd: NonNullable<Reporter['onTestRunEnd']> = (_modules, errors) => {
		const { STRAY_ERRORS } = process.env;
		if (STRAY_ERRORS)
			writeFileSync(STRAY_ERRORS, JSON.stringify(errors.map(({ stack, message }) => stack ?? message)));
	};
}
