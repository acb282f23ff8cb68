/** What a broker is told to send people back to. One for each: an answer meant for another is then none of its own. */
export function callbackPath(broker: string): string {
	return `/identification/callback/${broker}`;
}
