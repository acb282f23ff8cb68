import { withinBytes, type Figure } from './figure';
import { brotliBytes, bundle } from './bundle';

/** What a page needs to sync, by the files that do it. */
const engine = [
	'engine',
	'browser-host',
	'browser-transport',
	'first-contact',
	'outbox',
	'overlay',
	'clearing',
	'triggers'
];
const stack = [
	...engine.map((file) => `export * from '$lib/device/${file}';`),
	`export { watchChanges } from '$lib/device/changes';`,
	`export { AppWorker } from '$lib/device/app-worker';`
].join('\n');

const valibot = [
	...[
		'array',
		'boolean',
		'check',
		'integer',
		'isoDate',
		'isoTimestamp',
		'maxLength',
		'maxValue',
		'minValue',
		'nonEmpty'
	],
	...[
		'nullable',
		'number',
		'object',
		'optional',
		'picklist',
		'pipe',
		'regex',
		'safeParse',
		'string',
		'trim',
		'uuid'
	]
];

/** No rules in the registry, and all of Valibot that they use: what the service's own rules weigh is no engine's weight. */
const noRules = `
	import * as v from 'valibot';
	export const residentMutations = {}, valibot = [${valibot.map((name) => `v.${name}`).join()}];
	export const findMutation = (name) => residentMutations[name];
	export const upcast = (_mutation, _version, args) => [args, valibot];
`;

export interface StackBytes {
	/** The device's store, tRPC client, the service worker’s registration, Valibot and the engine. */
	stack: number;
	/** The same with the rules of everything that a resident can do. */
	withRules: number;
}

export async function measureStack(): Promise<StackBytes> {
	return {
		stack: brotliBytes(await bundle(stack, { instead: { '/domain/mutations.ts': noRules } })),
		withRules: brotliBytes(await bundle(stack))
	};
}

export async function stackFigures(): Promise<Figure[]> {
	const { stack, withRules } = await measureStack();
	return [
		withinBytes(
			'client sync stack, brotli',
			stack,
			45_000,
			`${withRules} B with the rules of what residents do`
		)
	];
}
