/** Behind a proxy everybody comes from the proxy's address, unless it says whose request it hands on. */
export function hidesClients({ ORIGIN = '', ADDRESS_HEADER = '' }: NodeJS.ProcessEnv): boolean {
	return ORIGIN.startsWith('https:') && ADDRESS_HEADER.trim() === '';
}

export const hiddenClients =
	'ORIGIN is https and ADDRESS_HEADER is not set: everybody seems to come from the proxy, so that a few wrong ' +
	'passwords slow everybody down, and the audit log has the proxy’s address. Set ADDRESS_HEADER=X-Forwarded-For ' +
	'and XFF_DEPTH, see docs/operations.md.';
