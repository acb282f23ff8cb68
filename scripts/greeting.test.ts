import { expect, test } from 'vitest';
import { demoLogins, demoPassword, demoTotpSecret } from '$lib/server/demo/logins';
import { greeting } from './greeting';

test('T1 the logins and the staff’s second factor are told where the landlord is the demo’s', () => {
	const said = greeting('http://localhost:3000', true);
	for (const { email } of demoLogins) expect(said).toContain(email);
	expect(said).toContain(demoTotpSecret);
});

test('T1 a real landlord’s console shows no login and no secret', () => {
	const said = greeting('https://portal.example.fi', false);
	expect(said).toContain('https://portal.example.fi');
	for (const secret of [demoPassword, demoTotpSecret, '@']) expect(said).not.toContain(secret);
});
