import { afterEach, expect, test, vi } from 'vitest';
import { keepFiles } from './kept-files';

const event = new Event('install');
const origin = 'https://portal.example.fi';
const files = new Map(Array.from({ length: 200 }, (_, at) => [`${origin}/${at}.js`, `${origin}/${at}.js`]));

afterEach(() => void vi.useRealTimers());

/** Workbox's controller with a strategy that answers as the line does. */
function controllerOf(urls: Map<string, string>, fetchFile: (request: Request) => Promise<Response>) {
	return {
		getURLsToCacheKeys: () => urls,
		strategy: {
			handleAll: ({ request }: { request: Request }) => {
				const answer = fetchFile(request);
				return [answer, answer.then(() => undefined)];
			}
		}
	} as unknown as Parameters<typeof keepFiles>[0];
}

test('I25 O2 what an offline start needs is asked for in few round trips, each file once', async () => {
	vi.useFakeTimers();
	const asked: string[] = [];
	let done = false;
	const controller = controllerOf(files, async ({ url }) => {
		asked.push(url);
		await new Promise((arrived) => setTimeout(arrived, 400));
		return new Response();
	});
	void keepFiles(controller, event).then(() => (done = true));
	await vi.advanceTimersByTimeAsync(13 * 400);
	expect(done).toBe(true);
	expect(asked.sort()).toEqual([...files.keys()].sort());
});

test('I25 where one file does not come the app is not said to be kept', async () => {
	const controller = controllerOf(files, ({ url }) =>
		url.endsWith('/100.js') ? Promise.reject(new TypeError('no answer')) : Promise.resolve(new Response())
	);
	await expect(keepFiles(controller, event)).rejects.toThrow('no answer');
});

test('O10 a file whose name stays is fetched past what the browser has of another version', async () => {
	const asked = new Map<string, RequestCache>();
	const shell = [`${origin}/app-shell`, `${origin}/app-shell?__WB_REVISION__=2`] as const;
	const controller = controllerOf(new Map([...files, shell]), ({ url, cache }) => {
		asked.set(url, cache);
		return Promise.resolve(new Response());
	});
	await keepFiles(controller, event);
	expect(asked.get(shell[0])).toBe('reload');
	expect(asked.get(`${origin}/1.js`)).toBe('default');
});
