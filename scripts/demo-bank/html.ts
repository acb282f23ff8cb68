import { createHash } from 'node:crypto';
import { type Locale, locales } from '$lib/domain/fields';
import type { BankCustomer } from './customers';
import { bankWords } from './words';

const languages: Record<Locale, string> = { fi: 'Suomi', sv: 'Svenska', en: 'English' };

const style = `
:root { color-scheme: light dark; --ink: #14213d; --muted: #4b5775; --paper: #f4f6fb; --surface: #fff; --line: #d3daea; --bank: #1d3a8a; --on-bank: #fff; --tint: #e6ecfb; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9eefb; --muted: #b3bfdc; --paper: #0e1424; --surface: #182036; --line: #2d3854; --bank: #9db8ff; --on-bank: #0e1424; --tint: #22304f; } }
* { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); font: 1.0625rem/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1.5rem; padding: .75rem clamp(1rem, 4vw, 2.5rem); background: #1d3a8a; color: #fff; }
header strong { display: flex; align-items: center; gap: .625rem; font-size: 1.1875rem; letter-spacing: -.01em; }
header strong::before { content: ''; width: 1.5rem; height: 1.5rem; border: .3125rem solid #9db8ff; border-radius: 50% 50% 50% 0; }
nav { display: flex; gap: .25rem; }
nav a { padding: .75rem; border-radius: .5rem; color: #fff; }
nav a[aria-current] { background: #ffffff2b; font-weight: 650; text-decoration: none; }
main { display: grid; gap: 1.5rem; max-width: 44rem; margin-inline: auto; padding: 2rem clamp(1rem, 4vw, 2.5rem) 3rem; }
h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.125rem); line-height: 1.15; letter-spacing: -.02em; }
h2, summary { font-size: 1.1875rem; font-weight: 650; }
.demo { padding: .875rem 1rem; border-left: 5px solid var(--bank); border-radius: .5rem; background: var(--tint); }
.lead { color: var(--muted); }
ul { display: grid; margin-top: .75rem; padding: 0; overflow: hidden; border: 1px solid var(--line); border-radius: .75rem; background: var(--surface); list-style: none; }
li + li { border-top: 1px solid var(--line); }
li button { display: grid; gap: .125rem; width: 100%; min-height: 3.5rem; padding: .75rem 1rem; border: 0; background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; }
li button:hover { background: var(--tint); }
li b { font-weight: 600; }
li span { color: var(--muted); font-size: .9375rem; }
summary { min-height: 3rem; align-content: center; cursor: pointer; }
.cancel { min-height: 3rem; padding: .75rem 1.25rem; border: 2px solid var(--bank); border-radius: .75rem; background: none; color: var(--bank); font: inherit; font-weight: 600; cursor: pointer; }
:focus-visible { outline: 3px solid var(--bank); outline-offset: 2px; }
header :focus-visible { outline-color: #fff; }
li button:focus-visible { outline-offset: -3px; }
.portal { color: var(--bank); }
`;

/** The one style that the page's policy lets in. */
const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`;

export function pageHeaders(portalOrigin: string): Record<string, string> {
	return {
		// The form's answer leads on to the portal, which a browser counts as a target of the form.
		'content-security-policy': `default-src 'none'; style-src '${styleHash}'; form-action 'self' ${portalOrigin}; frame-ancestors 'none'`,
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'no-referrer'
	};
}

export function localeOf(text: unknown): Locale {
	return locales.find((locale) => locale === text) ?? 'fi';
}

export function choicePage(customers: BankCustomer[], locale: Locale): string {
	const words = bankWords[locale];
	const byName = new Intl.Collator('fi');
	const sorted = [...customers].sort((a, b) => byName.compare(nameOf(a), nameOf(b)));
	const worthTrying = Object.keys(words.traits).flatMap((trait) =>
		customers.filter((customer) => customer.trait === trait)
	);
	return page(
		locale,
		words.title,
		`<p class="demo">${words.demo}</p>
		<div><h1>${words.title}</h1><p class="lead">${words.lead}</p></div>
		<form method="post">
			<h2>${words.worthTrying}</h2>
			<ul>${worthTrying.map((customer) => row(customer, locale)).join('')}</ul>
		</form>
		<form method="post"><button class="cancel" name="cancel" value="1">${words.cancel}</button></form>
		<details>
			<summary>${words.everybody} (${customers.length})</summary>
			<form method="post"><ul>${sorted.map((customer) => row(customer, locale)).join('')}</ul></form>
		</details>`
	);
}

/** @param code what the protocol calls it, for whoever looks into it */
export function overPage(locale: Locale, portalOrigin: string, code = ''): string {
	const { over, overText } = bankWords[locale];
	const link = `<a class="portal" href="${escaped(portalOrigin)}/register">${escaped(portalOrigin)}</a>`;
	return page(
		locale,
		over,
		`<h1>${over}</h1><p>${overText}</p><p>${link}</p><p class="lead">${escaped(code)}</p>`
	);
}

function row(customer: BankCustomer, locale: Locale): string {
	const { key, trait, bornOn } = customer;
	const words = bankWords[locale];
	const facts = [`${words.born} ${bornOn.slice(0, 4)}`, ...(trait ? [words.traits[trait]] : [])];
	return `<li><button name="person" value="${escaped(key)}"><b>${escaped(nameOf(customer))}</b><span>${facts.join(' · ')}</span></button></li>`;
}

function page(locale: Locale, title: string, main: string): string {
	const words = bankWords[locale];
	const choices = locales.map(
		(each) =>
			`<a href="?lang=${each}" lang="${each}"${each === locale ? ' aria-current="true"' : ''}>${languages[each]}</a>`
	);
	return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${words.bank}</title><style>${style}</style></head>
<body><header><strong>${words.bank}</strong><nav aria-label="${words.language}">${choices.join('')}</nav></header>
<main>${main}</main></body></html>`;
}

function nameOf({ familyName, givenNames }: BankCustomer): string {
	return `${familyName} ${givenNames}`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character]!);
