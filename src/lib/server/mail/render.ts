import type { Locale } from '$lib/domain/fields';
import { escaped } from '$lib/server/html';
import type { Letter, Sender } from './letter';

export interface Written {
	subject: string;
	text: string;
	html: string;
}

/** @param origin the portal's address, which links begin with */
export function writeOut(
	{ subject, paragraphs }: Letter,
	language: Locale,
	{ landlord }: Sender,
	origin: string
): Written {
	const closing = [automatic[language], landlord];
	const asText = paragraphs.map((each) =>
		typeof each === 'string' ? each : `${each.link}:\n${origin}${each.path}`
	);
	const asHtml = paragraphs.map((each) =>
		typeof each === 'string'
			? `<p>${escaped(each)}</p>`
			: `<p><a href="${escaped(origin + each.path)}" style="${button}">${escaped(each.link)}</a></p>`
	);
	return {
		subject,
		text: [...asText, ...closing].join('\n\n') + '\n',
		html:
			`<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
			'<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">' +
			`<title>${escaped(subject)}</title></head><body style="${body}">${asHtml.join('')}` +
			`<hr style="${line}">${closing.map((each) => `<p style="${small}">${escaped(each)}</p>`).join('')}</body></html>`
	};
}

// In the elements themselves: many mailboxes throw a stylesheet away.
const body =
	'max-width:34em;margin:0 auto;padding:24px;font:17px/1.5 system-ui,-apple-system,Segoe UI,Roboto,sans-serif';
const button =
	'display:inline-block;padding:12px 20px;border-radius:12px;background:#0B5A4A;color:#ffffff;font-weight:600;text-decoration:none';
const line = 'margin:24px 0 16px;border:0;border-top:1px solid #8a938d';
const small = 'margin:4px 0;font-size:15px;opacity:.8';

const automatic: Record<Locale, string> = {
	fi: 'Tämä viesti lähti asukassivuilta itsestään, eikä siihen voi vastata.',
	sv: 'Det här meddelandet har skickats automatiskt från boendesidorna och kan inte besvaras.',
	en: 'The resident portal sent this by itself. You can’t reply to it.'
};
