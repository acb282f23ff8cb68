import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/**
 * A landlord's own OpenID provider, by oidc-provider, with the people of its directory. It knows one client, whose
 * address for answers `serve` is told.
 */
export class StaffDirectory {
	/** What it says of everybody, by subject. */
	people: Record<string, Record<string, unknown>> = {};
	/** Signed in without a page; without anybody, a page asks. */
	atKeyboard: string | undefined;
	readonly issuer: string;
	readonly #server;

	private constructor(server: ReturnType<typeof createServer>) {
		this.#server = server;
		this.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	}

	static async open(): Promise<StaffDirectory> {
		const server = createServer().listen(0, '127.0.0.1');
		await new Promise((listening) => server.once('listening', listening));
		return new StaffDirectory(server);
	}

	/** What the portal is told of it; groups are `huolto` and `toimisto`. */
	get environment() {
		return {
			STAFF_OIDC_ISSUER: this.issuer,
			STAFF_OIDC_CLIENT_ID: 'kellari',
			STAFF_OIDC_CLIENT_SECRET: 'between us',
			STAFF_OIDC_ROLES: '{"huolto": "maintenance", "toimisto": ["customerService", "propertyManager"]}'
		};
	}

	serve(callback: string): void {
		const { STAFF_OIDC_CLIENT_ID: client_id, STAFF_OIDC_CLIENT_SECRET: client_secret } = this.environment;
		const oidc = new Provider(this.issuer, {
			clients: [
				{
					client_id,
					client_secret,
					redirect_uris: [callback],
					grant_types: ['authorization_code', 'refresh_token'],
					response_types: ['code']
				}
			],
			claims: {
				openid: ['sub'],
				profile: ['name', 'given_name', 'groups', 'active'],
				email: ['email', 'email_verified']
			},
			conformIdTokenClaims: true,
			features: { devInteractions: { enabled: false } },
			clientBasedCORS: () => false,
			cookies: { keys: ['test'] },
			issueRefreshToken: async () => true,
			findAccount: (_context, id) =>
				this.people[id] && { accountId: id, claims: async () => ({ sub: id, ...this.people[id] }) },
			interactions: { url: (_context, interaction) => `/keyboard/${interaction.uid}` },
			loadExistingGrant: async (context) => {
				const grant = new context.oidc.provider.Grant({
					clientId: context.oidc.client!.clientId,
					accountId: context.oidc.session!.accountId!
				});
				grant.addOIDCScope('openid profile email');
				await grant.save();
				return grant;
			}
		});
		const answer = oidc.callback();
		this.#server.on('request', (request, response) => {
			const { pathname, searchParams } = new URL(request.url ?? '/', this.issuer);
			if (!pathname.startsWith('/keyboard/')) return void answer(request, response);
			const accountId = this.atKeyboard ?? searchParams.get('person');
			if (accountId === null) return void response.end(this.#page());
			const isCancelled = accountId === '';
			void oidc.interactionFinished(
				request,
				response,
				isCancelled ? { error: 'access_denied' } : { login: { accountId } }
			);
		});
	}

	close(): Promise<unknown> {
		this.#server.closeAllConnections();
		return new Promise((closed) => this.#server.close(closed));
	}

	#page(): string {
		const choices = Object.entries(this.people).map(
			([id, { name }]) => `<li><a href="?person=${id}">${String(name)}</a></li>`
		);
		return `<!doctype html><html lang="en"><title>Who are you?</title><link rel="icon" href="data:,"><h1>Who are you?</h1>
			<ul>${choices.join('')}<li><a href="?person=">Cancel</a></li></ul></html>`;
	}
}
