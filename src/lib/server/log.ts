import { pino } from 'pino';

/** Structured lines on standard output. Never personal data: ids and names of procedures, no arguments, no addresses. */
export const log = pino({
	level: process.env.LOG_LEVEL ?? 'info',
	base: { pid: process.pid, role: process.env.ROLE ?? 'all' },
	redact: ['*.email', '*.password', '*.hetu', '*.iban', '*.token', '*.cookie', 'req.headers.cookie']
});

/** An error's text may quote what was sent (`"Maija …" is not valid JSON`); where it happened never does. */
export function traceOf(thrown: unknown) {
	if (!(thrown instanceof Error)) return { error: typeof thrown };
	const own = thrown instanceof TypeError || thrown instanceof ReferenceError;
	return {
		error: thrown.name,
		code: 'code' in thrown ? String(thrown.code) : undefined,
		text: own ? thrown.message : undefined,
		at: thrown.stack
			?.split('\n')
			.filter((line) => /^\s+at /.test(line))
			.slice(0, 12)
	};
}
