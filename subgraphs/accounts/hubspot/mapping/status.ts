import { accountStatuses, type AccountStatus } from '../../domain/company.ts';

export const toHubSpotStatus = (status: AccountStatus): string => status.toLowerCase();

export const fromHubSpotStatus = (value: string | null): AccountStatus | null =>
  value === null
    ? null
    : (accountStatuses.find((status) => toHubSpotStatus(status) === value.toLowerCase()) ?? 'OTHER');
