import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder, which every npm command runs in. */
export const home = fileURLToPath(new URL('..', import.meta.url));

/** Database, blobs and earlier builds' assets: everything that is worth keeping. */
export const dataFolder = resolve(process.env.KELLARI_DATA ?? join(home, 'data'));
