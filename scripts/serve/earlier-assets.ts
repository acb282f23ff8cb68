import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';

const types: Record<string, string> = {
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
	'.woff2': 'font/woff2',
	'.png': 'image/png',
	'.webp': 'image/webp',
	'.wasm': 'application/wasm'
};

/**
 * Serves the `_app/immutable` files of earlier builds, to pages that were opened before an update.
 * The files are listed once: no path of a request is ever looked up on the disk.
 */
export function earlierAssets(folder: string) {
	const files = listed(folder);
	/** @returns false if no earlier build has it */
	return (request: IncomingMessage, response: ServerResponse, path: string): boolean => {
		const file = files.get(path);
		if (!file || !existsSync(file)) return false;
		const brotli =
			/\bbr\b/.test(String(request.headers['accept-encoding'] ?? '')) && existsSync(`${file}.br`);
		const body = brotli ? `${file}.br` : file;
		response.writeHead(200, {
			'content-type': types[extname(file)] ?? 'application/octet-stream',
			'content-length': statSync(body).size,
			'cache-control': 'public,max-age=31536000,immutable',
			vary: 'accept-encoding',
			...(brotli ? { 'content-encoding': 'br' } : {})
		});
		if (request.method === 'HEAD') response.end();
		else createReadStream(body).pipe(response);
		return true;
	};
}

function listed(folder: string): Map<string, string> {
	const files = new Map<string, string>();
	if (!existsSync(folder)) return files;
	for (const build of readdirSync(folder)) {
		const root = join(folder, build);
		for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
			const file = join(entry.parentPath, entry.name);
			if (entry.isFile()) files.set(`/${relative(root, file).split(sep).join('/')}`, file);
		}
	}
	return files;
}
