import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const tests = ['**/*.test.ts'];
const upwards = {
	regex: '^\\.\\./(?!.*\\.css$)',
	message: 'Across folders $lib/<folder>/…, inside one ./x, never ../'
};

/** Folders are places where code runs; what one may import is the architecture. Only the last block for a file counts. */
function mayNotImport(...patterns) {
	return { 'no-restricted-imports': ['error', { patterns: [upwards, ...patterns] }] };
}
const server = { regex: '^\\$lib/server(/|$)', message: 'The server is reached through $lib/trpc.' };
const device = { regex: '^\\$lib/device(/|$)', message: 'The device is not known here.' };
const components = { regex: '^\\$lib/components(/|$)', message: 'Components are not known here.' };
const staffRules = {
	regex: '/(staff-mutations|defect-handling|conversation-handling)$',
	message: 'What the staff do runs on the server: no phone loads it.'
};
const pure = {
	regex: '^(?!\\./|\\$lib/domain/|valibot$)',
	message: 'The domain is pure: it imports itself and Valibot.'
};
const postgres = { regex: '^postgres$', message: 'The server has Postgres.' };

export default tseslint.config(
	{
		ignores: [
			'build/',
			'data/',
			'.svelte-kit/',
			'src/lib/i18n/generated/',
			'test-results/',
			'static/',
			'project.inlang/'
		]
	},
	js.configs.recommended,
	...tseslint.configs.strict,
	...svelte.configs.recommended,
	{
		languageOptions: { parserOptions: { extraFileExtensions: ['.svelte'] } },
		rules: {
			// The compiler knows every name, of browser and Node alike.
			'no-undef': 'off',
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/no-invalid-void-type': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'no-restricted-syntax': [
				'error',
				{ selector: 'ExportAllDeclaration', message: 'No barrels: import from where it is.' }
			],
			eqeqeq: 'error'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig } },
		rules: {
			// The app's addresses are written out: paths.base is not set.
			'svelte/no-navigation-without-resolve': 'off',
			// It takes every Date and Set of a calculation for state.
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	{
		files: ['src/lib/server/**/*.ts', 'src/lib/device/**/*.ts', 'scripts/**/*.ts'],
		ignores: ['**/*.svelte.ts'],
		languageOptions: { parserOptions: { projectService: true } },
		rules: { '@typescript-eslint/no-floating-promises': 'error' }
	},
	{ files: ['src/**/*.ts', 'src/**/*.svelte'], ignores: tests, rules: mayNotImport() },
	{
		files: ['src/lib/domain/**/*.ts'],
		ignores: tests,
		rules: mayNotImport(pure, staffRules)
	},
	{ files: ['src/lib/domain/staff-mutations.ts'], rules: mayNotImport(pure) },
	{
		files: ['src/lib/device/**/*.ts'],
		ignores: tests,
		rules: mayNotImport(server, components, postgres, staffRules)
	},
	{
		files: ['src/lib/server/**/*.ts'],
		ignores: tests,
		rules: mayNotImport(device, components)
	},
	{
		files: ['src/**/*.svelte', 'src/routes/**/+page.ts', 'src/routes/**/+layout.ts'],
		rules: mayNotImport(server, postgres, staffRules)
	},
	{
		files: ['src/lib/components/ui/**'],
		rules: mayNotImport(server, postgres, device, {
			regex: '^\\$lib/domain(/|$)',
			message: 'components/ui knows no word of the domain.'
		})
	},
	{
		files: ['**/*.js', '**/*.mjs'],
		rules: { '@typescript-eslint/no-unused-expressions': 'off' }
	}
);
