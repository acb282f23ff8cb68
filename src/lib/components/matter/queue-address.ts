/** How the queue is filtered, as its address says it. */
export interface QueueFilter {
	kind: string;
	state: string;
	building: string | null;
	age: string;
	assignee: string;
	search: string;
	page: number;
}

/** The part of an address that keeps the queue as it is filtered; empty for the queue as everybody finds it. */
export function queueAddress(filter: QueueFilter, changed: Partial<QueueFilter> = {}): string {
	const { kind, state, building, age, assignee, search, page } = { ...filter, ...changed };
	const parameters = new URLSearchParams();
	if (kind !== 'all') parameters.set('kind', kind);
	if (state !== 'open') parameters.set('state', state);
	if (building) parameters.set('building', building);
	if (age !== 'any') parameters.set('age', age);
	if (assignee !== 'any') parameters.set('assignee', assignee);
	if (search) parameters.set('search', search);
	if (page > 1) parameters.set('page', String(page));
	const said = String(parameters);
	return said && `?${said}`;
}

/** Whether anything but everybody's queue is asked for. */
export function isNarrowed(filter: QueueFilter): boolean {
	return queueAddress(filter, { page: 1 }) !== '';
}

/** A form's address: its action, and the queue beside it as it is. */
export function actionAddress(action: string, filter: QueueFilter): string {
	return `?/${action}${queueAddress(filter).replace('?', '&')}`;
}

export function matterPath({ kind, id }: { kind: 'defectReport' | 'conversation'; id: string }): string {
	return kind === 'defectReport' ? `/staff/defect-reports/${id}` : `/staff/conversations/${id}`;
}
