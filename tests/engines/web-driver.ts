/** A session of a WebDriver (W3C, over HTTP): the commands that the journeys need. */
export class WebDriver {
	readonly capabilities: Record<string, unknown>;
	readonly #address: string;

	private constructor(address: string, capabilities: Record<string, unknown>) {
		this.#address = address;
		this.capabilities = capabilities;
	}

	static async open(driver: string, wanted: Record<string, unknown>): Promise<WebDriver> {
		const { sessionId, capabilities } = await command<{
			sessionId: string;
			capabilities: Record<string, unknown>;
		}>(`${driver}/session`, 'POST', { capabilities: { alwaysMatch: wanted } });
		return new WebDriver(`${driver}/session/${sessionId}`, capabilities);
	}

	goto(url: string): Promise<void> {
		return this.#post('url', { url });
	}

	async click(path: string): Promise<void> {
		await this.#post(`element/${await this.#find(path)}/click`, {});
	}

	/** A file input takes the path of a file. */
	async type(path: string, text: string): Promise<void> {
		await this.#post(`element/${await this.#find(path)}/value`, { text });
	}

	evaluate<T>(expression: string): Promise<T> {
		return this.#post('execute/sync', { script: `return (${expression})`, args: [] });
	}

	setWindow(size: { width: number; height: number }): Promise<void> {
		return this.#post('window/rect', size);
	}

	async close(): Promise<void> {
		await command(this.#address, 'DELETE');
	}

	async #find(path: string): Promise<string> {
		const found = await this.#post<Record<string, string>>('element', { using: 'xpath', value: path });
		return Object.values(found)[0]!;
	}

	#post<T>(name: string, body: object): Promise<T> {
		return command(`${this.#address}/${name}`, 'POST', body);
	}
}

async function command<T>(address: string, method: string, body?: object): Promise<T> {
	const answer = await fetch(address, {
		method,
		...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
	});
	const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
	if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
	return value;
}
