import { directory } from './directory';

const maxFiles = 10;

/**
 * A photo shared from the gallery (O1): the files go into the device's inbox, and the report form, which the answer
 * leads to, takes them from there. Works without a network.
 */
export async function takeSharedFiles(request: Request): Promise<Response> {
	const form = await request.formData();
	const files = form.getAll('photos').filter((entry): entry is File => entry instanceof File);
	for (const file of files.slice(0, maxFiles))
		await directory().inbox.add({ name: file.name, type: file.type, bytes: await file.arrayBuffer() });
	return Response.redirect('/defect-reports/new', 303);
}
