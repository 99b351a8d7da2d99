import { chunks } from '@customer-graph/process/chunks';
import type { OrganizationKey } from '../config.ts';
import type { SupportSource } from '../port.ts';
import { listIn, objectIn, parseAnswer, unusable } from './answers.ts';
import type { Zendesk } from './client.ts';
import { externalIdOf, fromZendeskUser } from './mapping/user.ts';
import { identifier } from './mapping/values.ts';
import { pageLimit } from './pages.ts';

type People = Pick<SupportSource, 'organizations' | 'users' | 'person' | 'addPerson' | 'joinOrganization'>;

/** Zendesk would reject the whole batch for one malformed key, or read it as two keys. */
const keyShapes = { ids: /^\d{1,18}$/, external_ids: /^[^,\s]{1,255}$/ } as const;

export function createPeople(zendesk: Zendesk, organizationKey: OrganizationKey): People {
  /** Zendesk's ids in the order of the keys. Two objects with the same key are ambiguous: null. */
  async function idsOf(
    kind: 'users' | 'organizations',
    parameter: 'ids' | 'external_ids',
    keys: readonly string[],
  ): Promise<(string | null)[]> {
    const valid = keys.filter((key) => keyShapes[parameter].test(key));
    const answers = await Promise.all(
      chunks(valid, pageLimit).map((chunk) => zendesk.get(`${kind}/show_many`, { [parameter]: chunk.join(',') })),
    );
    const found = answers.flatMap((answer) => listIn(answer, kind));
    return keys.map((key) => {
      const [match, second] = found.filter((raw) => (parameter === 'ids' ? String(raw.id) : externalIdOf(raw)) === key);
      return match && !second ? parseAnswer(identifier, match.id, `${kind}.id`) : null;
    });
  }

  return {
    organizations: (keys) => idsOf('organizations', organizationKey === 'external_id' ? 'external_ids' : 'ids', keys),
    users: (contactIds) => idsOf('users', 'external_ids', contactIds),

    async person(key) {
      const answer = await zendesk.get('users/show_many', { external_ids: key });
      const [match, second] = listIn(answer, 'users').filter((user) => user.external_id === key);
      return match && !second ? fromZendeskUser(match) : null;
    },

    async addPerson({ key, name, email }) {
      // Without a role, a new user is an end user and an existing agent stays an agent.
      const user = { external_id: key, name, ...(email !== null && { email }) };
      const answer = await zendesk.write('POST', 'users/create_or_update', { user });
      if (answer === null) throw unusable('Zendesk rejected the user');
      return fromZendeskUser(objectIn(answer, 'user'));
    },

    async joinOrganization(personId, organizationId) {
      // 422 is no failure: the user is a member already, or may have one organization only. The ticket names it.
      await zendesk.write('POST', 'organization_memberships', {
        organization_membership: { user_id: Number(personId), organization_id: Number(organizationId) },
      });
    },
  };
}
