/** The words of the residents' pages, as scripts/one-language.ts makes them; in anything but the browser's build empty. */
declare module 'virtual:words' {
	type Message = (inputs: unknown) => string;
	type Load = () => Promise<{ default: readonly Message[] }>;
	const sections: Partial<Record<string, { from: number; fi: Load; sv: Load; en: Load }>>;
	export default sections;
}
