import type { Conversation } from '$lib/domain/conversations';
import type { DefectReport } from '$lib/domain/defect-reports';
import { livingConversations } from './history/conversations-living';
import { paymentConversations } from './history/conversations-payments';
import { luotsiveneenkatuReports } from './history/reports-luotsiveneenkatu';
import { pihkarinneCommonReports } from './history/reports-pihkarinne-common';
import { pihkarinneHomeReports } from './history/reports-pihkarinne-homes';
import { suokukankujaReports } from './history/reports-suokukankuja';
import { tellConversation } from './history/tell-conversations';
import { tellReport } from './history/tell-reports';
import type { Setting, Told } from './history/telling';

export interface DemoHistory {
	reports: Told<DefectReport>[];
	conversations: Told<Conversation>[];
}

/** A year of reports and messages, made by the rules that residents and staff are held to. */
export function demoHistory(setting: Setting): DemoHistory {
	const reports = [
		...pihkarinneHomeReports,
		...pihkarinneCommonReports,
		...suokukankujaReports,
		...luotsiveneenkatuReports
	];
	const conversations = [...paymentConversations, ...livingConversations];
	return {
		reports: reports.map((seed, index) => tellReport(seed, index, setting)),
		conversations: conversations.map((seed, index) => tellConversation(seed, index, setting))
	};
}
