import type { Address } from '@customer-graph/subgraph-kit/address';

/** Statuses of a customer relationship. OTHER: the CRM has a value that this version does not know. */
export const accountStatuses = ['PROSPECT', 'ONBOARDING', 'ACTIVE', 'PAST_DUE', 'CHURNED', 'OTHER'] as const;
export type AccountStatus = (typeof accountStatuses)[number];

/** A company as the CRM has it. Null: the CRM has no value, or the portal has no such property. */
export interface Company {
  readonly id: string;
  /** Ids of companies that were merged into this one. They still lead to it. */
  readonly mergedIds: readonly string[];
  readonly name: string | null;
  readonly domain: string | null;
  readonly phone: string | null;
  readonly address: Address | null;
  readonly industry: string | null;
  readonly status: AccountStatus | null;
  readonly planKey: string | null;
  /** YYYY-MM-DD */
  readonly planRenewsOn: string | null;
  /** YYYY-MM-DD. Null: the plan renews. */
  readonly planEndsOn: string | null;
  readonly seats: number | null;
  readonly ownerId: string | null;
  readonly parentId: string | null;
  readonly documentIds: readonly string[];
  /** Number of recorded documents that name no file, such as links to pages. */
  readonly unknownDocuments: number;
  /** Completion time of each completed onboarding step, by its key; milliseconds since the epoch. */
  readonly onboarding: ReadonlyMap<string, number>;
  readonly billingCustomerId: string | null;
  readonly productTenantId: string | null;
  /** The company's own id if the help desk uses account ids. */
  readonly supportOrganizationId: string | null;
}

/** A company by id. Its name is read only on request. */
export interface CompanyRef {
  readonly id: string;
}

export const isCompanyId = (id: string): boolean => /^\d{1,19}$/.test(id);
