import { GraphError } from '@customer-graph/protocol/errors';
import { refused } from '@customer-graph/protocol/outcome';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import { refusalsOfContact, type ContactChange } from '../domain/contact-change.ts';
import type { CrmSource } from '../port.ts';
import { done, refusedByCrm, type WriteOutcome } from './writes.ts';

/** Changes the caller's own contact. Throws NOT_FOUND if it no longer exists. */
export async function updateProfile(
  source: CrmSource,
  contactId: string,
  change: ContactChange,
): Promise<WriteOutcome> {
  const refusals = refusalsOfContact(change);
  if (refusals.length > 0) return refused(...refusals);
  const result = await withMinimumDeadline('CRM', () => source.updateContact(contactId, change));
  if (result === 'MISSING') throw new GraphError('NOT_FOUND');
  return result === 'REFUSED' ? refusedByCrm() : done;
}
