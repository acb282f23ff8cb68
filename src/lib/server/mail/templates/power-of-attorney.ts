import { invitationDays } from '$lib/domain/powers-of-attorney';
import type { Template } from '$lib/server/mail/letter';

/** A13. What the power names is on the page behind the link, not in the mail. */
export const powerInvitation: Template<{ principal: string; path: string }> = {
	fi: ({ principal, path }, { landlord }) => ({
		subject: `${principal} pyytää sinua hoitamaan asioitaan, ${landlord}`,
		paragraphs: [
			`${principal} haluaa antaa sinulle valtakirjan asukassivuille. Linkistä näet, mitä asioita se koskee ja kuinka kauan.`,
			{ link: 'Katso valtakirja', path },
			`Jos suostut, tunnistaudut pankkitunnuksilla tai mobiilivarmenteella. Linkki toimii ${invitationDays} päivää ja yhden kerran.`,
			'Jos et tunne pyytäjää tai et halua hoitaa asioita, sinun ei tarvitse tehdä mitään.'
		]
	}),
	sv: ({ principal, path }, { landlord }) => ({
		subject: `${principal} ber dig sköta sina ärenden, ${landlord}`,
		paragraphs: [
			`${principal} vill ge dig en fullmakt på boendesidorna. Via länken ser du vilka ärenden den gäller och hur länge.`,
			{ link: 'Se fullmakten', path },
			`Om du samtycker identifierar du dig med bankkoder eller mobilcertifikat. Länken gäller i ${invitationDays} dagar och kan användas en gång.`,
			'Om du inte känner personen eller inte vill sköta ärendena behöver du inte göra något.'
		]
	}),
	en: ({ principal, path }, { landlord }) => ({
		subject: `${principal} asks you to act for them, ${landlord}`,
		paragraphs: [
			`${principal} wants to give you a power of attorney in the resident portal. The link shows what it covers and for how long.`,
			{ link: 'See the power of attorney', path },
			`If you agree, you identify yourself with your bank or mobile certificate. The link works for ${invitationDays} days and once.`,
			'If you don’t know this person, or don’t want to act for them, you need not do anything.'
		]
	})
};

export const powerAccepted: Template<{ attorney: string }> = {
	fi: ({ attorney }, { landlord }) => ({
		subject: `Valtakirjasi on hyväksytty, ${landlord}`,
		paragraphs: [
			`${attorney} on tunnistautunut ja hyväksynyt valtakirjan. Hän voi nyt hoitaa asioitasi asukassivuilla niin kuin valtakirjassa sanotaan.`,
			{ link: 'Katso valtakirjasi', path: '/powers-of-attorney' },
			'Voit päättää valtakirjan milloin tahansa.'
		]
	}),
	sv: ({ attorney }, { landlord }) => ({
		subject: `Din fullmakt har godkänts, ${landlord}`,
		paragraphs: [
			`${attorney} har identifierat sig och godkänt fullmakten. Hen kan nu sköta dina ärenden på boendesidorna så som fullmakten säger.`,
			{ link: 'Se dina fullmakter', path: '/powers-of-attorney' },
			'Du kan avsluta fullmakten när som helst.'
		]
	}),
	en: ({ attorney }, { landlord }) => ({
		subject: `Your power of attorney was accepted, ${landlord}`,
		paragraphs: [
			`${attorney} has identified themselves and accepted the power of attorney. They can now act for you in the resident portal as it says.`,
			{ link: 'See your powers of attorney', path: '/powers-of-attorney' },
			'You can end it at any time.'
		]
	})
};

export const powerEnded: Template<{ other: string }> = {
	fi: ({ other }, { landlord }) => ({
		subject: `Valtakirja on päättynyt, ${landlord}`,
		paragraphs: [
			`Valtakirja, jonka toinen osapuoli on ${other}, on päättynyt. Sen nojalla ei voi enää toimia asukassivuilla.`,
			{ link: 'Katso valtakirjasi', path: '/powers-of-attorney' }
		]
	}),
	sv: ({ other }, { landlord }) => ({
		subject: `En fullmakt har upphört, ${landlord}`,
		paragraphs: [
			`Fullmakten där ${other} är den andra parten har upphört. Ingen kan längre handla med stöd av den på boendesidorna.`,
			{ link: 'Se dina fullmakter', path: '/powers-of-attorney' }
		]
	}),
	en: ({ other }, { landlord }) => ({
		subject: `A power of attorney has ended, ${landlord}`,
		paragraphs: [
			`The power of attorney with ${other} has ended. Nobody can act by it in the resident portal any more.`,
			{ link: 'See your powers of attorney', path: '/powers-of-attorney' }
		]
	})
};
