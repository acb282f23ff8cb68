import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Provider, errors } from 'oidc-provider';
import type { BankCustomer } from './customers';
import { choicePage, localeOf, overPage, pageHeaders } from './html';
import { levels } from './provider';

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** The bank's one page, and what its buttons do. False for what is the protocol's. */
export function bankPages(provider: Provider, customers: BankCustomer[], portalOrigin: string): Answer {
	return async (request, response) => {
		const url = new URL(request.url ?? '/', provider.issuer);
		if (!url.pathname.startsWith('/interaction/')) return false;
		for (const [name, value] of Object.entries(pageHeaders(portalOrigin))) response.setHeader(name, value);
		const asked = url.searchParams.get('lang') ?? request.headers['accept-language']?.slice(0, 2);
		try {
			const { params } = await provider.interactionDetails(request, response);
			const locale = localeOf(url.searchParams.get('lang') ?? params.ui_locales);
			if (request.method === 'POST') await finish(request, response, params.acr_values);
			else send(response, 200, choicePage(customers, locale));
		} catch (error) {
			if (!(error instanceof errors.SessionNotFound)) throw error;
			send(response, 400, overPage(localeOf(asked), portalOrigin));
		}
		return true;
	};

	async function finish(request: IncomingMessage, response: ServerResponse, acr: unknown) {
		const form = new URLSearchParams(await bodyOf(request));
		const customer = customers.find(({ key }) => key === form.get('person'));
		const result = customer
			? { login: { accountId: customer.key, remember: false, acr: levelOf(acr), amr: ['demo'] } }
			: { error: 'access_denied', error_description: 'cancelled by the person' };
		await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
	}
}

function send(response: ServerResponse, status: number, html: string) {
	response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
	response.end(html);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	let body = '';
	for await (const piece of request) {
		body += String(piece);
		if (body.length > 1000) return '';
	}
	return body;
}

function levelOf(asked: unknown): string {
	return levels.find((level) => String(asked).split(' ').includes(level)) ?? levels[0]!;
}
