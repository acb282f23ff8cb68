export interface MatterLink {
	kind: 'conversation' | 'defectReport';
	id: string;
}

export function matterPath({ kind, id }: MatterLink): string {
	return kind === 'conversation' ? `/conversations/${id}` : `/defect-reports/${id}`;
}
