// The rule for a resident's password (A7), shared by the form, which shows it while typing, and the server.

export const specialCharacters = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
export const shortestPassword = 6;
export const longestPassword = 200;

export const passwordRequirements = ['length', 'upperCase', 'lowerCase', 'digit', 'special'] as const;
export type PasswordRequirement = (typeof passwordRequirements)[number];

/** What the password still lacks; the commonest ones lack nothing of it and are refused all the same. */
export function passwordShortcomings(password: string): (PasswordRequirement | 'common')[] {
	const lacking = passwordRequirements.filter(
		(requirement) => !meets[requirement](password.normalize('NFC'))
	);
	return isCommonPassword(password) ? [...lacking, 'common'] : lacking;
}

const meets: Record<PasswordRequirement, (password: string) => boolean> = {
	length(password) {
		// As a person counts: an emoji is one.
		const characters = [...password].length;
		return characters >= shortestPassword && characters <= longestPassword;
	},
	upperCase: (password) => /\p{Lu}/u.test(password),
	lowerCase: (password) => /\p{Ll}/u.test(password),
	digit: (password) => /\p{Nd}/u.test(password),
	special: (password) => [...password].some((character) => specialCharacters.includes(character))
};

function isCommonPassword(password: string): boolean {
	return commonest.has(password.normalize('NFC').toLowerCase());
}

// Only those that would pass the rest: the many of plain letters or digits never get this far.
const commonest = new Set(
	`abc123! abc123. abc123!@# abcd1234! abcd@1234 abcd1234. admin1! admin123! admin@123 admin@1234 asdf1234! asdf123!
	asd123! change1! changeme1! changeme123! demo123! football1! hello123! helsinki1! helsinki1. helsinki123! hockey1!
	iloveyou1! iloveyou! ihana123! jaakiekko1! jääkiekko1! jokerit1! kesa2024! kesa2025! kesa2026! kesä2024! kesä2025!
	kesä2026! kissa1! kissa123! kissa123. koira123! koti123! letmein1! lösenord1! lösenord123! master1! monkey1! 
	p@ssw0rd p@ssw0rd! p@ssw0rd1 p@ssw0rd1! p@ssw0rd123 p@ssword1 p@ssword123 pa$$w0rd pa$$w0rd1 pass@123 pass@1234
	pass123! passw0rd! passw0rd1! password! password.1 password1! password1. password1? password12! password123!
	password123. password@1 password@123 password@1234 password_1 password-1 perkele1! perkele1. q1w2e3r4! qwe123!
	qwer1234! qwerty1! qwerty1. qwerty12! qwerty123! qwerty123. qwerty@123 root123! s@lasana1 salainen1! salasana1!
	salasana1. salasana1? salasana12! salasana123! salasana123. salasana-1 salasana_1 secret1! secret123! sommar2024!
	sommar2025! sommar2026! stockholm1! suomi1! suomi123! suomi100! summer2024! summer2025! summer2026! superman1!
	talvi2024! talvi2025! talvi2026! temp123! test123! test1234! test@123 testi123! tervetuloa1! välkommen1! user123!
	vittu1! welcome1! welcome1. welcome123! welcome@1 welcome@123 winter2024! winter2025! winter2026! zaq1@wsx
	!qaz2wsx 1qaz!qaz 1qaz@wsx 1q2w3e4r! 123456aa! 123456a! 1234qwer! aa123456! aa123456. aa123456@ a123456! a1b2c3!`.split(
		/\s+/
	)
);
