/** How the queue is filtered, as its address says it. */
export interface QueueFilter {
	kind: string;
	state: string;
	building: string | null;
	mine: boolean;
	search: string;
	page: number;
}

/** The part of an address that keeps the queue as it is filtered; empty for the queue as everybody finds it. */
export function queueAddress(filter: QueueFilter, changed: Partial<QueueFilter> = {}): string {
	const { kind, state, building, mine, search, page } = { ...filter, ...changed };
	const parameters = new URLSearchParams();
	if (kind !== 'all') parameters.set('kind', kind);
	if (state !== 'open') parameters.set('state', state);
	if (building) parameters.set('building', building);
	if (mine) parameters.set('mine', '1');
	if (search) parameters.set('search', search);
	if (page > 1) parameters.set('page', String(page));
	return parameters.size > 0 ? `?${parameters}` : '';
}

/** A form's address: its action, and the queue beside it as it is. */
export function actionAddress(action: string, filter: QueueFilter): string {
	return `?/${action}${queueAddress(filter).replace('?', '&')}`;
}

export function matterPath({ kind, id }: { kind: 'defectReport' | 'conversation'; id: string }): string {
	return kind === 'defectReport' ? `/staff/defect-reports/${id}` : `/staff/conversations/${id}`;
}
