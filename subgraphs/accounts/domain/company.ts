import type { Address } from '../../shared/address.ts';

export type AccountStatus = 'PROSPECT' | 'ONBOARDING' | 'ACTIVE' | 'PAST_DUE' | 'CHURNED' | 'OTHER';

/** A company as the CRM has it. Null: the CRM has no value, or the portal has no such property. */
export interface Company {
  readonly id: string;
  /** Ids of companies that were merged into this one; they go on naming it. */
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
  readonly seats: number | null;
  readonly ownerId: string | null;
  readonly parentId: string | null;
  readonly documentIds: readonly string[];
  /** When each onboarding step was done, by its key; milliseconds since the epoch. */
  readonly onboarding: ReadonlyMap<string, number>;
  readonly billingCustomerId: string | null;
  readonly productTenantId: string | null;
  /** The company's own id where the help desk knows it by that. */
  readonly supportOrganizationId: string | null;
}

/** A company by id; its name is read when it is asked for. */
export interface CompanyRef {
  readonly id: string;
}

export const isCompanyId = (id: string): boolean => /^\d{1,19}$/.test(id);
