import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A script of this folder in a process of its own: a peer, or whoever asks it. */
export interface Child<Answer> {
	pid: number;
	/** What it said first. */
	ready: Answer;
	ask<T>(message: unknown): Promise<T>;
	stop(): Promise<void>;
}

export async function startChild<Answer>(script: string, message: unknown): Promise<Child<Answer>> {
	const resolver = new URL('../scripts/lib-resolver.mjs', import.meta.url).href;
	const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
		execArgv: ['--disable-warning=ExperimentalWarning', '--import', resolver],
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	const ended = new Promise<void>((end) => child.once('exit', () => end()));
	const ask = <T>(asked: unknown) => askChild<T>(child, asked, script);
	return {
		pid: child.pid!,
		ready: await ask<Answer>(message),
		ask,
		async stop() {
			child.kill('SIGTERM');
			await ended;
		}
	};
}

function askChild<T>(child: ChildProcess, message: unknown, script: string): Promise<T> {
	return new Promise((answered, fail) => {
		const died = (code: number | null) => fail(new Error(`${script} ended with ${code}`));
		child.once('exit', died);
		child.once('message', (answer) => {
			child.off('exit', died);
			answered(answer as T);
		});
		child.send(message as object);
	});
}

/** What `startChild` talks to, in the child: one answer for each message. */
export function answerParent<M>(answer: (message: M) => Promise<unknown>): void {
	process.on(
		'message',
		(message) => void answer(message as M).then((said) => process.send?.(said as object))
	);
	process.on('disconnect', () => process.exit());
}

/** Milliseconds of processor time that a process has used; undefined where the system doesn't tell. */
export function cpuOf(pid: number): number | undefined {
	const file = `/proc/${pid}/stat`;
	if (!existsSync(file)) return undefined;
	const fields = readFileSync(file, 'utf8')
		.replace(/^.*\) /, '')
		.split(' ');
	return (Number(fields[11]) + Number(fields[12])) * 10;
}
