import { textOf } from '$lib/server/form-text';

/** What the form says of somebody's duties; looked at where it is written. */
export function dutiesOf(form: FormData) {
	return {
		name: textOf(form, 'name'),
		shownName: textOf(form, 'shownName'),
		roles: form.getAll('roles').map(String),
		buildingIds: form.getAll('buildingIds').map(String)
	};
}
