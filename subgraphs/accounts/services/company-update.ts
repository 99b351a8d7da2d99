import { refused } from '@customer-graph/protocol/outcome';
import { userError } from '@customer-graph/protocol/user-error';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import { refusalsOfCompany, type CompanyChange } from '../domain/company-change.ts';
import type { CrmSource } from '../port.ts';
import { done, refusedByCrm, type WriteOutcome } from './writes.ts';

/** Changes a company. */
export async function updateCompany(
  source: CrmSource,
  accountId: string,
  change: CompanyChange,
): Promise<WriteOutcome> {
  const refusals = refusalsOfCompany(change);
  if (refusals.length > 0) return refused(...refusals);
  const result = await withMinimumDeadline('CRM', () => source.updateCompany(accountId, change));
  if (result === 'MISSING') return refused(userError('NOT_FOUND', 'The account no longer exists.', 'accountId'));
  return result === 'REFUSED' ? refusedByCrm() : done;
}
