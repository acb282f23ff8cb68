// The first file that every npm command runs. It must work on Node 20.19, where TypeScript can't be run.
// It starts the named script on the host's Node if that is new enough, else on the packaged one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const home = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [script, ...scriptArguments] = process.argv.slice(2);

/** Type stripping without a flag: 22.18, 23.6 and everything later. */
function runsTypeScript(version) {
	const [major, minor] = version.split('.').map(Number);
	return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

function packagedNode() {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	// No arm64 build for macOS is pinned: Rosetta runs the Intel one.
	const arch = platform === 'darwin' ? 'x64' : process.arch;
	const name = `node-${platform}-${arch}`;
	try {
		const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
		const binary = join(folder, 'bin', platform === 'win' ? 'node.exe' : 'node');
		return existsSync(binary) ? binary : undefined;
	} catch (error) {
		if (error.code === 'MODULE_NOT_FOUND') return undefined;
		throw error;
	}
}

function sayWhatToDo() {
	console.error(
		`Kellari needs Node 22.18 or newer; this is ${process.versions.node}, and no packaged Node for ` +
			`${process.platform} ${process.arch} is installed.\n` +
			`Run "npm ci" without --omit=optional, or install Node 24 from https://nodejs.org.`
	);
	process.exit(1);
}

if (!script) {
	console.error('Usage: node scripts/run.mjs scripts/<name>.ts [arguments]');
	process.exit(2);
}
const node = runsTypeScript(process.versions.node) ? process.execPath : packagedNode();
if (!node) sayWhatToDo();

const child = spawn(
	node,
	[
		'--disable-warning=ExperimentalWarning',
		'--import',
		pathToFileURL(join(home, 'scripts', 'lib-resolver.mjs')).href,
		resolve(home, script),
		...scriptArguments
	],
	// Our own parent, so that the script can tell that we are gone even if it starts after that.
	{ cwd: home, stdio: 'inherit', env: { ...process.env, KELLARI_LAUNCHER: String(process.pid) } }
);

// Ctrl-C reaches the child from the terminal, from npm through us, or both: it counts repeats as one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));

// npm killed with SIGKILL forwards nothing.
const parent = process.ppid;
setInterval(() => {
	if (process.ppid !== parent) child.kill('SIGTERM');
}, 1000).unref();

child.on('error', (error) => {
	console.error(`Node at ${node} can't be started: ${error.message}`);
	process.exit(1);
});
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
