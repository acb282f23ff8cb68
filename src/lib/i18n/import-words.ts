import type { RefusalReason } from '$lib/domain/register-values';
import type { RegisterName } from '$lib/domain/registers';
import type { Locale } from '$lib/domain/fields';
import { m } from './generated/messages';

interface Speaking {
	/** else the page's own */
	locale?: Locale;
}

export const registerWords: Record<RegisterName, (none?: object, speaking?: Speaking) => string> = {
	buildings: m.registers_of_buildings,
	staircases: m.registers_of_staircases,
	apartments: m.registers_of_apartments,
	people: m.registers_of_people,
	agreements: m.registers_of_agreements,
	parties: m.registers_of_parties,
	occupancies: m.registers_of_occupancies,
	guardianships: m.registers_of_guardianships,
	invoices: m.registers_of_invoices,
	payments: m.registers_of_payments
};

const reasons: Record<RefusalReason, (said: { detail: string }, speaking?: Speaking) => string> = {
	missing: m.row_refused_missing,
	tooLong: m.row_refused_tooLong,
	notADay: m.row_refused_notADay,
	notANumber: m.row_refused_notANumber,
	notAnAmount: m.row_refused_notAnAmount,
	outOfRange: m.row_refused_outOfRange,
	notAChoice: m.row_refused_notAChoice,
	notAnEmail: m.row_refused_notAnEmail,
	notAPhone: m.row_refused_notAPhone,
	notAHetu: m.row_refused_notAHetu,
	artificialHetu: m.row_refused_artificialHetu,
	notAnIban: m.row_refused_notAnIban,
	notABic: m.row_refused_notABic,
	notAPaymentReference: m.row_refused_notAPaymentReference,
	notStorable: m.row_refused_notStorable,
	isHetu: m.row_refused_isHetu,
	unknownField: m.row_refused_unknownField,
	wrongFieldCount: m.row_refused_wrongFieldCount,
	notAnObject: m.row_refused_notAnObject,
	endsBeforeStart: m.row_refused_endsBeforeStart,
	otherBirthday: m.row_refused_otherBirthday,
	ownGuardian: m.row_refused_ownGuardian,
	nothingToPay: m.row_refused_nothingToPay,
	sameTwice: m.row_refused_sameTwice,
	noSuchRow: m.row_refused_noSuchRow,
	taken: m.row_refused_taken,
	otherAgreement: m.row_refused_otherAgreement
};

/** Why a row was refused, with what stood there where that may be said. */
export function rowRefusalWords(
	{ reason, detail }: { reason: RefusalReason; detail: string | null },
	speaking: Speaking = {}
): string {
	const words = reasons[reason]({ detail: detail ?? '' }, speaking);
	return detail && reason !== 'sameTwice' ? `${words} (${detail})` : words;
}

const problems = {
	anotherRuns: m.import_problem_anotherRuns,
	nothingToRead: m.import_problem_nothingToRead,
	unknownFile: m.import_problem_unknownFile,
	encoding: m.import_problem_encoding,
	noHeader: m.import_problem_noHeader,
	missingColumn: m.import_problem_missingColumn,
	unknownColumn: m.import_problem_unknownColumn,
	doubleColumn: m.import_problem_doubleColumn,
	brokenCsv: m.import_problem_brokenCsv,
	brokenJson: m.import_problem_brokenJson,
	tooManyRefused: m.import_problem_tooManyRefused,
	tooManyEnded: m.import_problem_tooManyEnded,
	endWithoutKeys: m.import_problem_endWithoutKeys
};

export interface Problem {
	reason: keyof typeof problems;
	file?: string;
	field?: string;
	line?: number;
	register?: string;
	rows?: number;
	of?: number;
}

/** Why an import as a whole was refused. */
export function importProblemWords(
	{ reason, file = '', field = '', line = 0, register = '', rows = 0, of = 0 }: Problem,
	speaking: Speaking = {}
): string {
	const name = register in registerWords ? registerWords[register as RegisterName]({}, speaking) : register;
	return problems[reason]({ file, field, line, register: name, rows, of }, speaking);
}

export const importStateWords = {
	checking: m.registers_state_checking,
	applying: m.registers_state_applying,
	checked: m.registers_state_checked,
	done: m.registers_state_done,
	refused: m.registers_state_refused,
	failed: m.registers_state_failed,
	interrupted: m.registers_state_interrupted
};
