import type { SystemOfRecord } from '@customer-graph/protocol/system';
import { unknownSystemsOf } from '../domain/account-facts.ts';
import { discrepanciesOf } from '../domain/discrepancies.ts';
import type { Discrepancy } from '../domain/discrepancy.ts';
import type { Owners } from '../owners.ts';
import { accountFactsOf } from './account-facts.ts';
import { accountIds, pageMs } from './account-ids.ts';
import { knownDirectoryEntriesOf } from './directory.ts';

export interface AccountDrift {
  readonly accountId: string;
  readonly discrepancies: readonly Discrepancy[];
  /** Systems that could not be read. */
  readonly unknown: readonly SystemOfRecord[];
}

/** Compares all accounts, a page at a time. Merged accounts have their current id. */
export async function* driftScan(owners: Owners): AsyncGenerator<readonly AccountDrift[]> {
  for await (const ids of accountIds(owners)) {
    const deadline = Date.now() + pageMs;
    const entries = await knownDirectoryEntriesOf(owners, ids, deadline);
    const accounts = entries.filter((entry) => entry !== null && entry !== 'UNKNOWN');
    const facts = await accountFactsOf(owners, { accounts, deadline });
    const compared = facts.map((known, index) => ({
      accountId: accounts[index]?.id ?? '',
      discrepancies: discrepanciesOf(known),
      unknown: unknownSystemsOf(known),
    }));
    const unknown = ids
      .filter((_id, index) => entries[index] === 'UNKNOWN')
      .map((accountId): AccountDrift => ({ accountId, discrepancies: [], unknown: ['CRM'] }));
    yield [...compared, ...unknown];
  }
}
