import { createExpect } from '@customer-graph/upstream/expect';
import { memberRoles, type MemberRole } from '@customer-graph/protocol/roles';
import type { CrmNames } from '../../config.ts';

const expect = createExpect('CRM');

/** Returns the strongest role among an association's labels. Null: the association gives no access. */
export function fromHubSpotLabels(
  types: readonly { readonly label?: string | null }[],
  labels: CrmNames['labels'],
): MemberRole | null {
  const given = new Set(
    expect.array(types, 'associationTypes').map((type) => expect.optionalString(type.label, 'label')),
  );
  return memberRoles.find((role) => given.has(labels[role])) ?? null;
}
