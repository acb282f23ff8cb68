import type { Classification } from '$lib/domain/conversations';
import { m } from './generated/messages';

export const classificationWords: Record<Classification, () => string> = {
	paymentAgreement: m.class_paymentAgreement,
	rentalCompensation: m.class_rentalCompensation,
	depositReturn: m.class_depositReturn,
	leaseControl: m.class_leaseControl,
	debtCollection: m.class_debtCollection,
	tenantDemocracy: m.class_tenantDemocracy,
	keyOrder: m.class_keyOrder,
	customerService: m.class_customerService,
	feedback: m.class_feedback
};
