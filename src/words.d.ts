/** The residents' messages in one language, in the order of their numbers (scripts/one-language.ts). */
declare module 'virtual:words/*' {
	const messages: readonly ((inputs: unknown) => string)[];
	export default messages;
}
