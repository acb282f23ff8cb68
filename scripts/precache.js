/**
 * What a resident's phone keeps for an offline start: no page of the staff, no public page that the server renders.
 * Vite names chunks by content only, so the split is made by the route tree of SvelteKit's client manifest.
 * @type {import('workbox-build').ManifestTransform}
 */
export const keepResidentFilesOnly = async (entries) => ({ manifest: entries, warnings: [] });
