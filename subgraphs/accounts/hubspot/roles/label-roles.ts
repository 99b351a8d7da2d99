import { z } from 'zod';
import { GraphError } from '@customer-graph/protocol/errors';
import { memberRoles, type MemberRole } from '@customer-graph/protocol/roles';
import { integer, optional, text } from '@customer-graph/upstream/shapes';
import type { CrmNames } from '../../config.ts';
import { readAssociations, type Association } from '../batches.ts';
import { byNumber } from '../by-number.ts';
import type { HubSpot } from '../client.ts';
import { throughHubSpot } from '../errors.ts';
import { fromHubSpotLabels } from '../mapping/role.ts';
import { parse } from '../parse.ts';
import type { RoleStorage } from './role-storage.ts';

const labelsShape = z.looseObject({
  results: z.array(z.looseObject({ category: text, typeId: integer, label: optional(text) })),
});

/** Roles as labels of the associations between contacts and companies. */
export function createLabelRoles(hubspot: HubSpot, names: CrmNames): RoleStorage {
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
      const answer = await throughHubSpot(() => hubspot.associations.labels.getAll('contacts', 'companies'));
      const { results } = parse(labelsShape, answer, 'labels');
      const typesOf = (roles: readonly MemberRole[]) =>
        results
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
        // The SDK does not throw for a partial failure. Without the new label the old one must stay.
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
