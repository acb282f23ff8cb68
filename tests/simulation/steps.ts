import { isPermanent, isRetryable } from '$lib/server/failures';
import type { Step } from './steps/choices';
import { content } from './steps/content';
import { devices } from './steps/devices';
import { registers } from './steps/registers';
import { resident } from './steps/resident';
import { server } from './steps/server';
import { weather } from './steps/weather';

export const steps: Record<string, Step> = {
	...resident,
	...besideTheRun(content),
	...besideTheRun(
		registers,
		Object.keys(registers).filter((name) => name !== 'nextDay')
	),
	...besideTheRun(server, ['purge', 'renewEpoch', 'forgetClient', 'deadlock']),
	...devices,
	...weather
};

/** Done beside the run, because it may wait for a writer that only a later step lets go. */
function besideTheRun(all: Record<string, Step>, names = Object.keys(all)): Record<string, Step> {
	const wrapped = names.map((name): [string, Step] => [
		name,
		async (simulation) => {
			// Colleagues get in each other's way: what one deletes another can't address.
			const failed = (error: unknown) => {
				if (isPermanent(error) || isRetryable(error)) return;
				simulation.violated(`${name} failed: ${String(error)}`);
			};
			void simulation.activity.during(() => all[name]!(simulation)).catch(failed);
			await simulation.activity.quiet();
		}
	]);
	return { ...all, ...Object.fromEntries(wrapped) };
}

/** How often each happens; a run leaves some out altogether, so that others come close together. */
export const weights: Record<string, number> = {
	report: 10,
	addToReport: 6,
	withdraw: 3,
	reopen: 2,
	converse: 5,
	reply: 4,
	markRead: 4,
	chooseLanguage: 3,
	sendFault: 1,
	sendInvalid: 2,
	sendFuture: 1,
	sendNewer: 1,
	edit: 5,
	remove: 4,
	resend: 2,
	bulletin: 5,
	changeBulletin: 3,
	withdrawBulletin: 3,
	deleteBulletin: 3,
	addressBulletin: 4,
	plan: 3,
	withdrawPlan: 1,
	changeBuilding: 2,
	renameStaircase: 1,
	renamePerson: 2,
	takeReport: 3,
	changeState: 3,
	answerReport: 3,
	answerThread: 3,
	deleteRow: 2,
	deleteAndMakeAgain: 3,
	moveThread: 2,
	moveOut: 3,
	stayOn: 2,
	moveIn: 3,
	moveTo: 3,
	deleteOccupancy: 2,
	endGuardianship: 2,
	appointGuardian: 2,
	givePower: 3,
	endPower: 2,
	nextDay: 2,
	purge: 3,
	renewEpoch: 1,
	forgetClient: 1,
	holdWriter: 4,
	letWriterGo: 4,
	deadlock: 1,
	openTab: 8,
	closeTab: 3,
	killTabSoon: 5,
	comeBack: 8,
	switchPerson: 3,
	logInAgain: 3,
	expireSessions: 1,
	revokeSessions: 1,
	rollBackDisk: 1,
	cloneDevice: 1,
	setClock: 1,
	loseRow: 1,
	badLine: 4,
	slowLine: 1,
	goodLine: 2,
	offline: 3,
	online: 4,
	badDisk: 2,
	interruptPulls: 2
};

/** What makes a run another kind of run, and is left out of most. */
export const rare = [
	'keepCopy',
	'goBack',
	'rollBackDisk',
	'cloneDevice',
	'renewEpoch',
	'forgetClient',
	'loseRow',
	'revokeSessions'
];
