/** Where an addition to a report is kept while it is being written. */
export const draftKey = (reportId: string) => `addition ${reportId}`;
