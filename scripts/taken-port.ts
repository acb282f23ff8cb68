import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';

/** @returns a sentence about who has the port, or undefined if it is free */
export async function whoHasPort(host: string, port: number): Promise<string | undefined> {
	if (await isFree(host, port)) return undefined;
	const owner = (await isKellari(port)) ? 'another Kellari' : ownerByProcess(port);
	return `Port ${port} is taken${owner ? ` by ${owner}` : ''}.`;
}

function isFree(host: string, port: number): Promise<boolean> {
	return new Promise((answer, fail) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EADDRINUSE') answer(false);
			else fail(error);
		});
		server.listen(port, host, () => server.close(() => answer(true)));
	});
}

async function isKellari(port: number): Promise<boolean> {
	try {
		const response = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(1000) });
		return ((await response.json()) as { service?: string }).service === 'kellari';
	} catch {
		// Whatever it is and however it fails, it doesn't answer as we do.
		return false;
	}
}

function ownerByProcess(port: number): string | undefined {
	try {
		if (process.platform === 'linux') return ownerByProc(port);
		if (process.platform === 'win32') return undefined;
		const pid = execFileSync('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], {
			encoding: 'utf8'
		}).trim();
		return pid && `process ${pid}`;
	} catch {
		// Nobody is known: another user's process, or no lsof. The sentence does without.
		return undefined;
	}
}

/** Linux without any tool: the listening socket's inode, then the process that holds it. */
function ownerByProc(port: number): string | undefined {
	const hex = port.toString(16).toUpperCase().padStart(4, '0');
	const sockets = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
		readFileSync(file, 'utf8').split('\n')
	);
	const fields = sockets.map((line) => line.trim().split(/\s+/));
	const inode = fields.find((field) => field[1]?.endsWith(`:${hex}`) && field[3] === '0A')?.[9];
	for (const pid of inode ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []) {
		try {
			const links = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
			if (!links.includes(`socket:[${inode}]`)) continue;
			return `${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()} (process ${pid})`;
		} catch {
			// It ended meanwhile, or is not ours to look into.
		}
	}
	return undefined;
}
