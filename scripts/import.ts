// npm run import -- <folder or files> [--dry-run] [--full occupancies,parties] [--end-even-many] [--accept-many-refused]
//                   [--language fi] [--json]: takes in the landlord's registers (docs/registers.md).
import { parseArgs } from 'node:util';
import { readIdentificationSettings } from '$lib/server/auth/identification/settings';
import { connect, type Sql } from '$lib/server/db';
import { locales } from '$lib/domain/fields';
import { isRegisterName, registers, type RegisterName } from '$lib/domain/registers';
import { filesIn, type RowSource } from '$lib/server/imports/files';
import { ImportRefused } from '$lib/server/imports/refused';
import { readRefusals } from '$lib/server/imports/report';
import { runImport, type ImportOutcome } from '$lib/server/imports/run-import';
import { parseSealingKeys, sealingFrom } from '$lib/server/sealing';
import { dataFolder } from './folders';
import { openPortalDatabase } from './portal-database';
import { findSealingKeys } from './sealing-keys';
import { importWords } from './words';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		'dry-run': { type: 'boolean', default: false },
		full: { type: 'string', default: '' },
		'end-even-many': { type: 'boolean', default: false },
		'accept-many-refused': { type: 'boolean', default: false },
		language: { type: 'string', default: 'en' },
		json: { type: 'boolean', default: false }
	}
});
if (positionals.length === 0) {
	console.error(
		'Usage: npm run import -- <folder or files> [--dry-run] [--full <registers>] [--language fi|sv|en]'
	);
	process.exit(2);
}
const refusalsAtOnce = 5000;
const locale = locales.find((each) => each === values.language) ?? 'en';
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());

process.exitCode = await importRegisters();

/** 0: all of it was taken in. 1: rows were refused. 2: nothing was changed. */
async function importRegisters(): Promise<number> {
	const sources = await sourcesOrRefusal();
	const database = await openPortalDatabase(dataFolder);
	const db = connect(database.appUrl, {
		connections: 1,
		statementTimeout: 0,
		applicationName: 'kellari import'
	});
	try {
		const { allowArtificial } = await readIdentificationSettings(db.sql, process.env);
		const outcome = await runImport(db, sources, {
			askedBy: { by: 'command' },
			sealing: sealingFrom(parseSealingKeys(findSealingKeys({ embedded: database.embedded, dataFolder }))),
			now: new Date(),
			dryRun: values['dry-run'],
			full: fullRegisters(),
			endEvenMany: values['end-even-many'],
			acceptManyRefused: values['accept-many-refused'],
			artificialHetuAllowed: allowArtificial,
			signal: interrupted.signal
		});
		if (values.json) console.log(JSON.stringify(outcome));
		else await tell(db.sql, outcome);
		if (outcome.state !== 'done' && outcome.state !== 'checked') return 2;
		return Object.values(outcome.counts).some(({ refused }) => refused > 0) ? 1 : 0;
	} finally {
		await db.end();
		await database.stop();
	}
}

async function sourcesOrRefusal(): Promise<RowSource[]> {
	try {
		return await filesIn(positionals);
	} catch (error) {
		if (!(error instanceof ImportRefused)) throw error;
		console.error((await importWords()).importProblemWords(error.problem, { locale }));
		process.exit(2);
	}
}

/** The whole report, each refused row a line: `people.csv:17  H-4  hetu  …`. */
async function tell(sql: Sql, { id, state, problem, counts }: ImportOutcome): Promise<void> {
	const { importProblemWords, importStateWords, registerWords, rowRefusalWords } = await importWords();
	const speaking = { locale };
	for (let from = 0; ; from += refusalsAtOnce) {
		const refusals = await readRefusals(sql, id, { from, limit: refusalsAtOnce });
		for (const refusal of refusals) {
			const { file, line, key, field } = refusal;
			console.log(`${file}:${line}  ${key ?? '–'}  ${field ?? '–'}  ${rowRefusalWords(refusal, speaking)}`);
		}
		if (refusals.length < refusalsAtOnce) break;
	}
	for (const [register, { read, added, changed, ended, kept, refused }] of Object.entries(counts)) {
		const name = registerWords[register as RegisterName]({}, speaking).padEnd(28);
		console.log(`${name} ${read} = +${added} ~${changed} -${ended}, ${kept} kept, ${refused} refused`);
	}
	console.log(importStateWords[state]({}, speaking));
	if (problem) console.log(importProblemWords(problem, speaking));
}

function fullRegisters(): RegisterName[] {
	const names = values.full.split(',').filter(Boolean);
	const wrong = names.find((name) => !isRegisterName(name) || !registers[name].canEnd);
	if (wrong !== undefined) {
		console.error(`--full ${wrong}: nothing in it can end.`);
		process.exit(2);
	}
	return names as RegisterName[];
}
