import { chunks } from '@customer-graph/process/chunks';
import { identifier } from '@customer-graph/upstream/shapes';
import type { OrganizationKey } from '../config.ts';
import type { Person, SupportSource } from '../port.ts';
import { listIn, objectIn, parse, unusable, type ZendeskObject } from './answers.ts';
import type { Zendesk } from './client.ts';
import { externalIdOf, fromZendeskUser, isEndUser } from './mapping/user.ts';
import { pageLimit } from './pages.ts';

type People = Pick<
  SupportSource,
  'organizations' | 'users' | 'person' | 'addPerson' | 'verifyPerson' | 'renamePerson' | 'joinOrganization'
>;

/** Zendesk would reject the whole batch for one malformed key, or read it as two keys. */
const keyShapes = { ids: /^\d{1,18}$/, external_ids: /^[^,\s]{1,255}$/ } as const;
/** Addresses that Zendesk's search language could misread are not searched for. */
const searchableAddress = /^[^\s"\\]+@[^\s"\\]+$/;

/** Zendesk API, "Users": otherwise Zendesk mails the person for every change through the API. */
const silently = { skip_verify_email: true } as const;

export function createPeople(zendesk: Zendesk, organizationKey: OrganizationKey): People {
  /** The only object with the key in a list. Two of them are ambiguous: null. */
  function onlyOne(found: readonly ZendeskObject[], has: (raw: ZendeskObject) => boolean): ZendeskObject | null {
    const [match, second] = found.filter(has);
    return match && !second ? match : null;
  }

  async function readMany(
    kind: 'users' | 'organizations',
    parameter: 'ids' | 'external_ids',
    keys: readonly string[],
  ): Promise<readonly (ZendeskObject | null)[]> {
    const valid = keys.filter((key) => keyShapes[parameter].test(key));
    const answers = await Promise.all(
      chunks(valid, pageLimit).map((chunk) => zendesk.get(`${kind}/show_many`, { [parameter]: chunk.join(',') })),
    );
    const found = answers.flatMap((answer) => listIn(answer, kind));
    // External ids are compared as they are, although Zendesk ignores their case: subjects of tokens do not.
    return keys.map((key) =>
      onlyOne(found, (raw) => (parameter === 'ids' ? String(raw.id) : externalIdOf(raw)) === key),
    );
  }

  const toPerson = (raw: ZendeskObject | null): Person | null => (raw && isEndUser(raw) ? fromZendeskUser(raw) : null);
  const person = async (key: string): Promise<Person | null> =>
    toPerson((await readMany('users', 'external_ids', [key]))[0] ?? null);

  /** The user whose primary address it is. Zendesk's search also finds secondary ones, which may be unconfirmed. */
  async function userWithAddress(email: string): Promise<ZendeskObject | null> {
    if (!searchableAddress.test(email)) return null;
    const answer = await zendesk.get('users/search', { query: `email:"${email}"` });
    return onlyOne(
      listIn(answer, 'users'),
      (raw) => typeof raw.email === 'string' && raw.email.toLowerCase() === email.toLowerCase(),
    );
  }

  const change = (id: string, user: object) => zendesk.write('PUT', `users/${id}`, { user: { ...user, ...silently } });

  /** Gives the key to an end user who has none. Null: the user may not be linked. */
  async function link(raw: ZendeskObject, key: string): Promise<Person | null> {
    if (!isEndUser(raw) || externalIdOf(raw) !== null) return null;
    // The token's issuer has confirmed the address, so Zendesk need not.
    const written = await change(fromZendeskUser(raw).id, { external_id: key, verified: true });
    return 'rejected' in written ? null : fromZendeskUser(objectIn(written.answer, 'user'));
  }

  async function create(key: string, name: string, email: string | null): Promise<Person | null> {
    const user = { external_id: key, name, ...(email !== null && { email, verified: true }), ...silently };
    const written = await zendesk.write('POST', 'users', { user });
    return 'rejected' in written ? null : fromZendeskUser(objectIn(written.answer, 'user'));
  }

  return {
    organizations: async (keys) =>
      (await readMany('organizations', organizationKey === 'external_id' ? 'external_ids' : 'ids', keys)).map(
        (raw) => raw && parse(identifier, raw.id, 'organization.id'),
      ),
    users: async (keys) => (await readMany('users', 'external_ids', keys)).map((raw) => toPerson(raw)?.id ?? null),
    person,

    async addPerson({ key, name, email }) {
      const known = email === null ? null : await userWithAddress(email);
      const linked = known && (await link(known, key));
      if (linked) return linked;
      // Somebody else has the address: an agent, a user with another key, or the same person a moment ago.
      const added =
        (known ? null : await create(key, name, email)) ?? (await person(key)) ?? (await create(key, name, null));
      return added ?? person(key);
    },

    async verifyPerson(personId) {
      await change(personId, { verified: true });
    },

    async renamePerson(key, name) {
      const [raw] = await readMany('users', 'external_ids', [key]);
      if (!raw || !isEndUser(raw) || raw.name === name) return;
      const written = await change(fromZendeskUser(raw).id, { name });
      if ('rejected' in written) throw unusable('Zendesk rejected the name');
    },

    async joinOrganization(personId, organizationId) {
      // 422 is no failure: the user is a member already, or may have one organization only. The ticket names it.
      await zendesk.write('POST', 'organization_memberships', {
        organization_membership: { user_id: Number(personId), organization_id: Number(organizationId) },
      });
    },
  };
}
