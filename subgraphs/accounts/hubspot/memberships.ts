import { GraphError } from '@customer-graph/protocol/errors';
import { memberRoles, type MemberRole } from '@customer-graph/protocol/roles';
import { createExpect } from '@customer-graph/upstream/expect';
import type { CrmNames } from '../config.ts';
import type { CrmSource } from '../port.ts';
import { readAssociations, type Association } from './batches.ts';
import { byNumber } from './by-number.ts';
import type { HubSpot } from './client.ts';
import { throughHubSpot } from './errors.ts';
import { fromHubSpotLabels } from './mapping/role.ts';

const expect = createExpect('CRM');

/** Memberships: associations between contacts and companies with the label of a role. */
export function createMemberships(
  hubspot: HubSpot,
  names: CrmNames,
): Pick<CrmSource, 'membersOf' | 'membershipsOf' | 'setRole'> {
  const withRole = (found: readonly Association[]): { toId: string; role: MemberRole }[] =>
    found
      .flatMap(({ toId, types }) => {
        const role = fromHubSpotLabels(types, names.labels);
        return role === null ? [] : [{ toId, role }];
      })
      .sort((a, b) => byNumber(a.toId, b.toId));

  return {
    async membersOf(companyIds) {
      const found = await readAssociations(hubspot, 'companies', 'contacts', companyIds);
      return companyIds.map((id) => withRole(found.get(id) ?? []).map(({ toId, role }) => ({ contactId: toId, role })));
    },

    async membershipsOf(contactId) {
      const found = await readAssociations(hubspot, 'contacts', 'companies', [contactId]);
      return withRole(found.get(contactId) ?? []).map(({ toId, role }) => ({ companyId: toId, role }));
    },

    async setRole(companyId, contactId, role) {
      const { results } = await throughHubSpot(() => hubspot.associations.labels.getAll('contacts', 'companies'));
      const typesOf = (roles: readonly MemberRole[]) =>
        expect
          .array(results, 'results')
          .filter(({ label }) => roles.some((each) => names.labels[each] === label))
          .map(({ category, typeId }) => ({ associationCategory: category, associationTypeId: typeId }));
      const pair = { _from: { id: contactId }, to: { id: companyId } };
      // The new label is set first, so that the contact never has none. With two labels the stronger role counts.
      if (role !== null) {
        const types = typesOf([role]);
        if (types.length === 0)
          throw new GraphError('UPSTREAM_INVALID_RESPONSE', {
            system: 'CRM',
            cause: new Error(`the portal has no association label for the role ${role}`),
          });
        const created = await throughHubSpot(() =>
          hubspot.associations.batch.create('contacts', 'companies', { inputs: [{ ...pair, types: types as never }] }),
        );
        // The SDK does not throw for status 207, a partial failure. Without the new label the old one must stay.
        if ('errors' in created && created.errors.length > 0)
          throw new GraphError('UPSTREAM_INVALID_RESPONSE', {
            system: 'CRM',
            cause: new Error('the association label was not set'),
          });
      }
      const others = typesOf(memberRoles.filter((each) => each !== role));
      if (others.length > 0)
        await throughHubSpot(() =>
          hubspot.associations.batch.archiveLabels('contacts', 'companies', {
            inputs: [{ ...pair, types: others as never }],
          }),
        );
    },
  };
}
