import { z } from 'zod';
import { identifier, optional } from '@customer-graph/upstream/shapes';
import type { Person } from '../../port.ts';
import { listIn, parse, type ZendeskObject } from '../answers.ts';
import { optionalText } from './values.ts';

const keyed = z.object({ external_id: optional(identifier) });

/** The external id of a user or an organization. Null also if Zendesk did not return the object. */
export const externalIdOf = (raw: ZendeskObject | undefined): string | null =>
  raw === undefined ? null : parse(keyed, raw, 'record').external_id;

/** Only end users can be customers: an agent with a customer's key would show and write as the agent. */
export const isEndUser = ({ role }: ZendeskObject): boolean => role === 'end-user';

type Index = ReadonlyMap<unknown, ZendeskObject>;
/** One index for each list: every element of a page looks up its users. */
const indexes = new WeakMap<object, Index>();

/** Side-loaded users or organizations by id (Zendesk API, "Side-loading"). */
export function byId(answer: ZendeskObject | null, name: 'users' | 'organizations'): Index {
  const list = answer?.[name];
  const known = Array.isArray(list) ? indexes.get(list) : undefined;
  if (known) return known;
  const index = new Map(listIn(answer, name).map((raw): [unknown, ZendeskObject] => [raw.id, raw]));
  if (Array.isArray(list)) indexes.set(list, index);
  return index;
}

/** Zendesk API, "Users". */
const zendeskUser = z.object({
  id: identifier,
  email: optionalText,
  organization_id: optional(identifier),
  verified: optional(z.boolean()),
});

export function fromZendeskUser(raw: ZendeskObject): Person {
  const user = parse(zendeskUser, raw, 'user');
  return {
    id: user.id,
    email: user.email,
    organizationId: user.organization_id,
    isVerified: user.verified ?? false,
  };
}
