// The landlord's registers as its own system sends them (T6), and which side owns what (T9). ONE place: the files' fields,
// their checks, the staging tables, the comparison with what is here and docs/registers.md follow from it.

export type ColumnKind =
	| 'text'
	| 'day'
	| 'whole'
	| 'area'
	| 'money'
	| 'choice'
	| 'reference'
	| 'hetu'
	| 'email'
	| 'phone'
	| 'iban'
	| 'bic'
	| 'paymentReference'
	/** Words in up to three languages: one field a language, `assemblyPoint.fi`. */
	| 'translated'
	/** An office or a company: `office.name`, `office.phone`, … `office.hours.fi`. */
	| 'contact';

/**
 * `landlord`: the portal never changes it. `shared`: residents or staff may change it here too; the change goes to the
 * landlord's system, and no import overwrites it before that has acknowledged it.
 */
export type Owner = 'landlord' | 'shared';

export interface Column {
	name: string;
	kind: ColumnKind;
	required: boolean;
	owner: Owner;
	/** characters */
	longest: number;
	/** of a `whole` number */
	between?: [number, number];
	choices?: readonly string[];
	/** the register whose `externalId` it names */
	of?: RegisterName;
	/** what a new row has where the file says nothing; else null */
	initially?: string | number;
}

export interface Register {
	columns: readonly Column[];
	/** What names a row: `externalId`, or two references. */
	key: readonly string[];
	/** Columns whose values, together, only one row may have. */
	unique: readonly (readonly string[])[];
	/** A row that was made in the portal, and so has no `externalId` yet, is recognised by these. */
	recognisedBy?: readonly string[];
	/** Whether a full set may say that what isn't in it has ended. */
	canEnd: boolean;
}

export const registerNames = [
	'buildings',
	'staircases',
	'apartments',
	'people',
	'agreements',
	'parties',
	'occupancies',
	'guardianships',
	'invoices',
	'payments'
] as const;
/** In the order in which a row may refer to an earlier register's. */
export type RegisterName = (typeof registerNames)[number];

type Options = Partial<Omit<Column, 'name' | 'kind'>>;

function column(name: string, kind: ColumnKind, options: Options = {}): Column {
	return { name, kind, required: false, owner: 'landlord', longest: 200, ...options };
}
const required = true;
const shared = { owner: 'shared' } as const;
const refers = (name: string, of: RegisterName, options: Options = {}) =>
	column(name, 'reference', { required, of, longest: 100, ...options });
const externalId = column('externalId', 'text', { required, longest: 100 });
const period = [column('startsOn', 'day', { required, ...shared }), column('endsOn', 'day', shared)];

const byExternalId = { key: ['externalId'], unique: [], canEnd: false } as const;

export const registers: Record<RegisterName, Register> = {
	buildings: {
		...byExternalId,
		columns: [
			externalId,
			column('name', 'text', { required }),
			column('streetAddress', 'text', { required }),
			column('postalCode', 'text', { required, longest: 20 }),
			column('city', 'text', { required, longest: 100 }),
			column('builtYear', 'whole', { required, between: [1700, 2200] }),
			column('office', 'contact'),
			column('maintenance', 'contact')
		]
	},
	staircases: {
		...byExternalId,
		unique: [['building', 'name']],
		recognisedBy: ['building', 'name'],
		columns: [
			externalId,
			refers('building', 'buildings'),
			column('name', 'text', { required, longest: 40 }),
			column('floors', 'whole', { required, between: [1, 100] }),
			column('assemblyPoint', 'translated', { longest: 500 }),
			column('waterShutOff', 'translated', { longest: 500 }),
			column('electricalBoard', 'translated', { longest: 500 }),
			column('shelter', 'translated', { longest: 500 })
		]
	},
	apartments: {
		...byExternalId,
		unique: [['staircase', 'number']],
		recognisedBy: ['staircase', 'number'],
		columns: [
			externalId,
			refers('staircase', 'staircases'),
			column('number', 'text', { required, longest: 20 }),
			column('floor', 'whole', { required, between: [-5, 100] }),
			column('rooms', 'text', { required, longest: 60 }),
			column('areaM2', 'area', { required })
		]
	},
	people: {
		...byExternalId,
		unique: [['hetu']],
		columns: [
			externalId,
			column('hetu', 'hetu'),
			column('familyName', 'text', { required, longest: 100, ...shared }),
			column('givenNames', 'text', { required, longest: 200, ...shared }),
			column('callName', 'text', { longest: 100, ...shared }),
			column('bornOn', 'day'),
			column('email', 'email', shared),
			column('phone', 'phone', { initially: '', longest: 40, ...shared }),
			column('language', 'choice', { choices: ['fi', 'sv', 'en'], initially: 'fi', ...shared })
		]
	},
	agreements: {
		...byExternalId,
		canEnd: true,
		columns: [
			externalId,
			refers('apartment', 'apartments'),
			column('kind', 'choice', { required, choices: ['indefinite', 'fixedTerm'], ...shared }),
			column('signedOn', 'day', shared),
			...period,
			column('rent', 'money', { initially: 0 })
		]
	},
	parties: {
		key: ['agreement', 'person'],
		unique: [],
		canEnd: true,
		columns: [
			refers('agreement', 'agreements'),
			refers('person', 'people'),
			column('role', 'choice', { required, choices: ['signatory', 'spouse'], ...shared })
		]
	},
	occupancies: {
		...byExternalId,
		canEnd: true,
		recognisedBy: ['person', 'apartment', 'startsOn'],
		columns: [externalId, refers('person', 'people'), refers('apartment', 'apartments'), ...period]
	},
	guardianships: {
		...byExternalId,
		canEnd: true,
		columns: [externalId, refers('guardian', 'people'), refers('ward', 'people'), ...period]
	},
	invoices: {
		...byExternalId,
		columns: [
			externalId,
			refers('agreement', 'agreements'),
			column('kind', 'choice', {
				choices: ['rent', 'water', 'parking', 'sauna', 'deposit', 'other'],
				initially: 'rent'
			}),
			column('description', 'text', { initially: '', longest: 500 }),
			column('periodStartsOn', 'day'),
			column('periodEndsOn', 'day'),
			column('issuedOn', 'day'),
			column('dueOn', 'day', { required }),
			column('amount', 'money', { required }),
			column('payee', 'text', { required, longest: 70 }),
			column('iban', 'iban', { required }),
			column('bic', 'bic'),
			column('reference', 'paymentReference', { required })
		]
	},
	payments: {
		...byExternalId,
		columns: [
			externalId,
			refers('agreement', 'agreements'),
			refers('invoice', 'invoices', { required: false }),
			column('paidOn', 'day', { required }),
			column('amount', 'money', { required })
		]
	}
};

export function isRegisterName(name: string): name is RegisterName {
	return (registerNames as readonly string[]).includes(name);
}

/** The fields of a file that make up a column. */
export function fieldsOf({ name, kind }: Column): string[] {
	const spoken = (stem: string) => ['fi', 'sv', 'en'].map((language) => `${stem}.${language}`);
	if (kind === 'translated') return spoken(name);
	if (kind !== 'contact') return [name];
	const parts = ['name', 'phone', 'onCallPhone', 'email', 'address'].map((part) => `${name}.${part}`);
	return [...parts, ...spoken(`${name}.hours`)];
}

export function requiredFields({ columns }: Register): string[] {
	return columns.filter((each) => each.required).map(({ name }) => name);
}
