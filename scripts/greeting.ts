import { demoLogins, demoTotpSecret } from '$lib/server/demo/logins';

/** What `npm start` says when the portal is up. */
export function greeting(origin: string, isDemo: boolean): string {
	return [`\nKellari is at ${origin}`, '', ...(isDemo ? demoWords() : []), 'Ctrl-C stops it.'].join('\n');
}

/** Only the demo's people have these passwords. */
function demoWords(): string[] {
	const width = Math.max(...demoLogins.map(({ label }) => label.en.length), 0);
	const logins = demoLogins.map(
		({ label, email, password }) => `  ${label.en.padEnd(width)}  ${email}  ${password}`
	);
	return [
		'Log in as',
		...logins,
		'',
		'The staff log in with a code too. The page shows it; for an authenticator app the secret is',
		`  ${demoTotpSecret}`,
		''
	];
}
