import { pino } from 'pino';

/** Structured lines on standard output. Never personal data: ids and names of procedures, no arguments, no addresses. */
export const log = pino({
	level: process.env.LOG_LEVEL ?? 'info',
	base: { pid: process.pid, role: process.env.ROLE ?? 'all' },
	redact: ['*.email', '*.password', '*.hetu', '*.iban', '*.token', '*.cookie', 'req.headers.cookie']
});
