import type { PowerMatter } from '$lib/domain/powers-of-attorney';
import { m } from '$lib/i18n/generated/messages';

export const powerMatterWords: Record<PowerMatter, () => string> = {
	defects: m.power_matter_defects,
	messages: m.power_matter_messages,
	termination: m.power_matter_termination,
	bankAccount: m.power_matter_bankAccount
};
