import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeOut } from '$lib/server/mail/render';
import { smtpMailer, type Mailer } from '$lib/server/mail/smtp';
import { startMailServer, type TestMailServer } from '$lib/server/mail/test-server';
import { powerInvitation } from '$lib/server/mail/templates/power-of-attorney';
import { hostileTexts } from '../../../../tests/support/hostile-texts';

let server: TestMailServer;
let mailer: Mailer;

beforeAll(async () => {
	server = await startMailServer();
	mailer = smtpMailer({ url: server.url, from: 'portal@example.fi' });
});
afterAll(async () => {
	mailer.close();
	await server.kill();
});

test.each(Object.entries(hostileTexts))(
	'attack: a name that is aimed at a mail’s head or its page stays a name (%s)',
	async (_aim, name) => {
		server.received.length = 0;
		const letter = powerInvitation.fi({ principal: name, path: '/x' }, { landlord: name });
		const written = writeOut(letter, 'fi', { landlord: name }, 'https://portal.example.fi');
		const mail = {
			id: randomUUID(),
			to: 'otto@example.fi',
			fromName: name,
			language: 'fi' as const,
			...written
		};
		expect(await mailer.send(mail)).toEqual({ sent: true });
		const [{ to, raw } = { to: [], raw: '' }] = server.received;
		expect(to).toEqual(['otto@example.fi']);
		expect(headersOf(raw)).toEqual([
			'auto-submitted',
			'content-language',
			'content-type',
			'date',
			'from',
			'message-id',
			'mime-version',
			'subject',
			'to',
			'x-auto-response-suppress'
		]);
		expect(/^From: .*<portal@example\.fi>\r?$/m.test(unfolded(raw)), unfolded(raw).slice(0, 500)).toBe(true);
		expect(written.html).not.toMatch(/<script|<img|href="javascript:/);
	}
);

test('attack: an address that would be two, or a header, gets no mail', async () => {
	server.received.length = 0;
	for (const to of [
		'otto@example.fi, thief@example.net',
		'otto@example.fi;thief@example.net',
		'otto@example.fi\r\nBcc: thief@example.net',
		'otto@example.fi\nRCPT TO:<thief@example.net>',
		'<thief@example.net> otto@example.fi',
		'otto@example.fi\u0000@example.net'
	])
		expect(
			await mailer.send({
				...{ id: randomUUID(), to, fromName: 'Testitalot', language: 'fi' },
				...{ subject: 'x', text: 'x', html: 'x' }
			}),
			JSON.stringify(to)
		).toMatchObject({ refused: expect.any(String) });
	expect(server.received).toEqual([]);
});

/** Long lines of a head are broken by a line end and a space. */
const unfolded = (raw: string) => raw.split(/\r?\n\r?\n/)[0]!.replace(/\r?\n[ \t]+/g, ' ');

function headersOf(raw: string): string[] {
	return unfolded(raw)
		.split(/\r?\n/)
		.map((line) => line.split(':')[0]!.toLowerCase())
		.sort();
}
