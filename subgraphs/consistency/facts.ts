import type { BillingFacts, CrmFacts, SupportFacts, UsageFacts } from '../shared/steps.ts';
import type { DirectoryAccount } from '../shared/directory.ts';
import type { Errand, Owners } from './owners.ts';

/** What owners say of each account; null where they could not be asked. What fails for one must not hide the others. */
export async function settled<T>(
  errand: Errand,
  ask: (errand: Errand) => Promise<readonly T[]>,
): Promise<readonly (T | null)[]> {
  try {
    return await ask(errand);
  } catch {
    return Promise.all(
      errand.accounts.map((account) =>
        ask({ ...errand, accounts: [account] }).then(
          ([facts]) => facts ?? null,
          () => null,
        ),
      ),
    );
  }
}

/** Where these accounts are, in their order; null for what is not there, UNKNOWN for what could not be asked. */
export async function placesOf(
  owners: Owners,
  ids: readonly string[],
  deadline: number,
): Promise<readonly (DirectoryAccount | null | 'UNKNOWN')[]> {
  try {
    return await owners.places(ids, deadline);
  } catch {
    return Promise.all(
      ids.map((id) =>
        owners.places([id], deadline).then(
          ([place]) => place ?? null,
          () => 'UNKNOWN' as const,
        ),
      ),
    );
  }
}

export const chargedFacts = async (
  owners: Owners,
  errand: Errand,
): Promise<readonly { readonly crm: CrmFacts | null; readonly billing: BillingFacts | null }[]> => {
  const [crm, billing] = await Promise.all([
    settled(errand, (each) => owners.crmFacts(each)),
    settled(errand, (each) => owners.billingFacts(each)),
  ]);
  return errand.accounts.map((_account, index) => ({ crm: crm[index] ?? null, billing: billing[index] ?? null }));
};

export const usedFacts = async (
  owners: Owners,
  errand: Errand,
): Promise<readonly { readonly product: UsageFacts | null; readonly support: SupportFacts | null }[]> => {
  const [product, support] = await Promise.all([
    settled(errand, (each) => owners.usageFacts(each)),
    settled(errand, (each) => owners.supportFacts(each)),
  ]);
  return errand.accounts.map((_account, index) => ({
    product: product[index] ?? null,
    support: support[index] ?? null,
  }));
};
