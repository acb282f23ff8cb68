import { error } from '@sveltejs/kit';

/** The form that was sent. A body that only says that it is one is the sender's fault, and not a failure of ours. */
export async function formOf(request: Request): Promise<FormData> {
	try {
		return await request.formData();
	} catch (thrown) {
		// What the Fetch standard throws where the body is of another kind, or broken.
		if (thrown instanceof TypeError) error(400);
		throw thrown;
	}
}

/**
 * A field of a form or a word of an address; '' for none and for a file. Without U+0000, which nobody types and no database holds.
 * @param longest characters; what is beyond is cut off
 */
export function textOf(
	from: Pick<FormData, 'get'> | URLSearchParams,
	name: string,
	longest = Infinity
): string {
	const value = from.get(name);
	return typeof value === 'string' ? value.replaceAll('\u0000', '').slice(0, longest) : '';
}
