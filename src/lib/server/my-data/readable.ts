import { addressLine, kinLine } from '$lib/domain/profiles';
import { escaped } from '$lib/server/html';
import { classificationWords } from '$lib/i18n/conversation-words';
import { categoryWords, roomWords } from '$lib/i18n/defect-words';
import { formatBytes, formatDate, formatInstant, formatMoney, languageName } from '$lib/i18n/format';
import { m } from '$lib/i18n/generated/messages';
import { getLocale } from '$lib/i18n/generated/runtime';
import type { MyData } from './collect';

type Facts = [label: string, value: string | null | undefined][];

interface Part {
	title: string;
	things: { title?: string; facts: Facts; said?: string[] }[];
}

/** One page to read, print or keep, in the language of the request: whole in itself, without a script or a picture. */
export function readablePage(data: MyData): string {
	const title = m.my_data_title();
	const made = m.my_data_made({ landlord: data.landlord, when: formatInstant(data.madeAt) });
	return (
		`<!doctype html><html lang="${getLocale()}"><head><meta charset="utf-8">` +
		'<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">' +
		`<title>${escaped(title)}</title><style>${style}</style></head><body><h1>${escaped(title)}</h1>` +
		`<p>${escaped(made)}</p>${partsOf(data).map(drawPart).join('')}</body></html>`
	);
}

function partsOf(data: MyData): Part[] {
	return [
		{ title: m.my_data_you(), things: [{ facts: ownFacts(data) }] },
		{
			title: m.my_data_bank(),
			things: data.bankAccounts.map(({ masked, setAt, endedAt }) => ({
				facts: [[masked, period(setAt, endedAt)]]
			}))
		},
		{
			title: m.my_data_homes(),
			things: data.homes.map((home) => ({
				title: home.address,
				facts: [[m.my_data_time(), period(home.startsOn, home.endsOn)]]
			}))
		},
		{ title: m.my_data_agreements(), things: data.agreements.map(agreement) },
		{
			title: m.my_data_invoices(),
			things: data.invoices.map(({ dueOn, amountCents }) => ({
				facts: [[formatDate(dueOn), formatMoney(amountCents)]]
			}))
		},
		{
			title: m.my_data_payments(),
			things: data.payments.map(({ paidOn, amountCents }) => ({
				facts: [[formatDate(paidOn), formatMoney(amountCents)]]
			}))
		},
		{ title: m.my_data_acting(), things: acting(data) },
		{ title: m.my_data_reports(), things: data.defectReports.map(report) },
		{ title: m.my_data_conversations(), things: data.conversations.map(conversation) },
		{
			title: m.my_data_plans(),
			things: data.rescuePlansShown.map(({ building, version, shownAt }) => ({
				facts: [[`${building}, ${version}`, formatInstant(shownAt)]]
			}))
		},
		{
			title: m.my_data_user_ids(),
			things: data.userIds.map(({ email, createdAt, endedAt }) => ({
				facts: [[email, period(createdAt, endedAt)]]
			}))
		},
		{
			title: m.my_data_sessions(),
			things: data.sessions.map(({ device, createdAt, lastUsedAt }) => ({
				facts: [
					[m.my_data_device(), device],
					[m.my_data_time(), formatInstant(createdAt)],
					[m.my_data_last_used(), formatInstant(lastUsedAt)]
				]
			}))
		},
		{
			title: m.my_data_mails(),
			things: data.mails.map(({ to, queuedAt }) => ({
				facts: [[to, formatInstant(queuedAt)]]
			}))
		}
	];
}

function ownFacts({ person, profile }: MyData): Facts {
	const { postalAddress, nextOfKin } = profile;
	return [
		[m.my_data_name(), `${person.givenNames} ${person.familyName}`],
		[m.my_data_born(), person.bornOn && formatDate(person.bornOn)],
		[m.my_data_code(), person.hasIdentityCode ? m.my_data_code_kept() : null],
		[m.my_data_email(), profile.email],
		[m.my_data_phone(), profile.phone],
		[m.my_data_language(), languageName(profile.language)],
		[m.my_data_postal(), postalAddress && addressLine(postalAddress)],
		[m.my_data_next_of_kin(), nextOfKin && kinLine(nextOfKin)]
	];
}

function agreement(each: MyData['agreements'][number]): Part['things'][number] {
	return {
		title: each.address,
		facts: [
			[m.my_data_role(), each.role === 'spouse' ? m.my_data_spouse() : m.my_data_signatory()],
			[m.my_data_signed(), each.signedOn && formatDate(each.signedOn)],
			[m.my_data_time(), period(each.startsOn, each.endsOn)],
			[m.my_data_rent(), formatMoney(each.rentCents)]
		]
	};
}

function acting({ guardianships, powersOfAttorney }: MyData): Part['things'] {
	const time = (facts: string): Facts => [[m.my_data_time(), facts]];
	return [
		...guardianships.map(({ as, name, startsOn, endsOn }) => ({
			title: as === 'guardian' ? m.my_data_guardian({ name }) : m.my_data_ward({ name }),
			facts: time(period(startsOn, endsOn))
		})),
		...powersOfAttorney.map(({ as, name, endsOn }) => ({
			title: as === 'attorney' ? m.my_data_attorney({ name }) : m.my_data_principal({ name }),
			facts: time(`– ${formatDate(endsOn)}`)
		}))
	];
}

function report(each: MyData['defectReports'][number]): Part['things'][number] {
	return {
		title: `${categoryWords[each.category]()}, ${roomWords[each.room]()}`,
		facts: [
			[m.my_data_time(), formatInstant(each.arrivedAt)],
			[m.my_data_phone(), each.phone],
			[m.my_data_files(), files(each.attachments)]
		],
		said: [each.description, ...each.entries.filter(({ text }) => text).map(sentence)]
	};
}

function conversation(each: MyData['conversations'][number]): Part['things'][number] {
	return {
		title: each.subject || classificationWords[each.classification](),
		facts: [[m.my_data_files(), files(each.attachments)]],
		said: each.messages.map(sentence)
	};
}

function sentence({ authorName, arrivedAt, text }: { authorName: string; arrivedAt: Date; text: string }) {
	return `${authorName}, ${formatInstant(arrivedAt)}: ${text}`;
}

function files(attachments: { type: string; size: number }[]): string | null {
	return attachments.map(({ type, size }) => `${type}, ${formatBytes(size)}`).join('; ') || null;
}

function period(from: string | Date, to: string | Date | null): string {
	return `${formatDate(from)} – ${to ? formatDate(to) : ''}`.trim();
}

function drawPart({ title, things }: Part): string {
	const body = things.length === 0 ? `<p>${escaped(m.my_data_none())}</p>` : things.map(drawThing).join('');
	return `<section><h2>${escaped(title)}</h2>${body}</section>`;
}

function drawThing({ title, facts, said = [] }: Part['things'][number]): string {
	const known = facts.filter(([, value]) => value);
	const list = known.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value ?? '')}</dd>`);
	return (
		`<div>${title ? `<h3>${escaped(title)}</h3>` : ''}${list.length ? `<dl>${list.join('')}</dl>` : ''}` +
		`${said.map((text) => `<p>${escaped(text)}</p>`).join('')}</div>`
	);
}

const style =
	'body{max-width:44rem;margin:0 auto;padding:1.5rem;font:17px/1.5 system-ui,sans-serif;overflow-wrap:break-word}' +
	'section{margin-top:2.5rem}h2{border-bottom:2px solid}div{margin-top:1rem;padding-bottom:1rem;border-bottom:1px solid #8a938d}' +
	'dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.25rem 1.5rem;margin:0}dt{opacity:.8}dd{margin:0}p{white-space:pre-line}';
