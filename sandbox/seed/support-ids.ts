/** Ticket fields for the page that a customer was on. */
export const contextFields = { article: 360_000_100_001, pageUrl: 360_000_100_002, plan: 360_000_100_003 } as const;
/** A ticket field that is not mapped. */
export const unmappedField = 360_000_100_009;

export const organizationId = (index: number): number => 360_000_000_100 + index;
export const userId = (contactId: string): number => 370_000_000_000 + (Number(contactId) - 12_000_000_000);
export const articleId = (index: number): number => 380_000_000_001 + index;
export const agentIds = [370_000_900_001, 370_000_900_002, 370_000_900_003] as const;

/** Marks a value that must never leave the help desk. */
export const supportCanary = (kind: string, id: number | string): string => `CANARY-support-${kind}-${id}`;

/** A time relative to today, in the format of the API. */
export type TimeOf = (daysAgo: number, minutes?: number) => string;
