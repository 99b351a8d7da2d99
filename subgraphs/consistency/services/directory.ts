import type { DirectoryAccount } from '@customer-graph/protocol/directory';
import type { Owners } from '../owners.ts';

/** The directory entries of accounts, in the order of the ids. Null: no such account. */
export const directoryEntriesOf = (
  owners: Owners,
  ids: readonly string[],
  deadline: number,
): Promise<(DirectoryAccount | null)[]> =>
  owners.accounts.callAsSystem(
    'directoryEntries',
    { ids: [...ids], reach: { kind: 'ANY' } },
    { accounts: [], deadline },
  );

/** As `directoryEntriesOf`, but accounts that could not be read are UNKNOWN instead of a rejection. */
export async function knownDirectoryEntriesOf(
  owners: Owners,
  ids: readonly string[],
  deadline: number,
): Promise<readonly (DirectoryAccount | null | 'UNKNOWN')[]> {
  try {
    return await directoryEntriesOf(owners, ids, deadline);
  } catch {
    return Promise.all(
      ids.map((id) =>
        directoryEntriesOf(owners, [id], deadline).then(
          ([entry]) => entry ?? null,
          () => 'UNKNOWN' as const,
        ),
      ),
    );
  }
}
