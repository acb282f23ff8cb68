import type { Contact } from '$lib/domain/buildings';

const officeHours = {
	fi: 'ma–to 9–15, pe 9–13',
	sv: 'mån–tors 9–15, fre 9–13',
	en: 'Mon–Thu 9 am–3 pm, Fri 9 am–1 pm'
};
const maintenanceHours = {
	fi: 'ma–pe 7–16, muina aikoina päivystysnumero',
	sv: 'mån–fre 7–16, övriga tider journumret',
	en: 'Mon–Fri 7 am–4 pm, at other times the on-call number'
};

export const helsinkiOffice: Contact = {
	name: 'Esimerkkikodit, Helsinki',
	phone: '09 555 0100',
	onCallPhone: null,
	email: 'asiakaspalvelu@example.fi',
	address: 'Kultakuoriaisentori 2, 00630 Helsinki',
	hours: officeHours
};

export const vantaaOffice: Contact = {
	name: 'Esimerkkikodit, Vantaa',
	phone: '09 555 0120',
	onCallPhone: null,
	email: 'vantaa@example.fi',
	address: 'Vanhamyllynaukio 5, 01360 Vantaa',
	hours: officeHours
};

export const kulmahuolto: Contact = {
	name: 'Kulmahuolto Oy',
	phone: '09 555 0140',
	onCallPhone: '09 555 0199',
	email: 'huolto@example.fi',
	address: 'Pihkarinne 4, 00630 Helsinki',
	hours: maintenanceHours
};

export const myllyhuolto: Contact = {
	name: 'Myllyhuolto Oy',
	phone: '09 555 0150',
	onCallPhone: '09 555 0159',
	email: 'myllyhuolto@example.fi',
	address: 'Vanhamyllynaukio 7, 01360 Vantaa',
	hours: maintenanceHours
};
