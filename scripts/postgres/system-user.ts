import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { CannotStart } from '../lifetime';

/** Postgres refuses to run as root, so root lends it another user. */
export interface SystemUser {
	name: string;
	uid: number;
	gid: number;
}

/** @returns undefined where Postgres may run as whoever we are */
export function userForPostgres(): SystemUser | undefined {
	if (process.getuid?.() !== 0) return undefined;
	for (const name of ['postgres', '_postgres', 'nobody']) {
		const uid = idOf('-u', name);
		const gid = idOf('-g', name);
		if (uid !== undefined && gid !== undefined && uid !== 0) return { name, uid, gid };
	}
	throw new CannotStart(
		'Postgres refuses to run as root, and there is neither a user "postgres" nor "nobody" to run it as.'
	);
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
	try {
		return Number(
			execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
		);
	} catch (error) {
		// `id` ends with 1 for an unknown user.
		if ((error as { status?: number }).status === 1) return undefined;
		throw error;
	}
}

/** Whether the user may enter the folder and every folder above it. */
export function canEnter(folder: string, user: SystemUser | undefined): boolean {
	if (!user) return true;
	for (let each = folder; ; each = dirname(each)) {
		const stat = statSync(each, { throwIfNoEntry: false });
		if (stat && !mayEnter(stat, user)) return false;
		if (each === dirname(each)) return true;
	}
}

function mayEnter(stat: { mode: number; uid: number; gid: number }, user: SystemUser): boolean {
	if (stat.uid === user.uid) return (stat.mode & 0o100) !== 0;
	if (stat.gid === user.gid) return (stat.mode & 0o010) !== 0;
	return (stat.mode & 0o001) !== 0;
}
