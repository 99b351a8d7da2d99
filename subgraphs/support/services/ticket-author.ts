import { createHash } from 'node:crypto';
import { GraphError } from '@customer-graph/protocol/errors';
import type { AccountReference } from '@customer-graph/subgraph-kit/account-reference';
import type { Context } from '../context.ts';
import type { Person } from '../port.ts';
import type { WriteServices } from './write-services.ts';

/** The help desk's person in whose name the caller writes. Created on first use. Null: the help desk's agents include the caller. */
export async function ticketAuthor(
  { source, personKeys }: Pick<WriteServices, 'source' | 'personKeys'>,
  account: AccountReference,
  { assertion }: Context,
): Promise<Person | null> {
  const { principal } = assertion;
  if (principal.kind === 'ANONYMOUS') throw new GraphError('UNAUTHENTICATED');
  const key = personKeys.own(assertion) ?? substituteKey(principal.kind, principal.subject, account.id);
  const known = await source.person(key);
  if (known) return known;
  // With an address, the help desk would mail staff and partners, and could match one of its own agents.
  const email = principal.kind === 'CUSTOMER' ? principal.email : null;
  return source.addPerson({ key, name: principal.name ?? email ?? 'Customer', email });
}

/** Key of a person without a contact: staff and partners have one help desk user for each account. */
const substituteKey = (kind: string, subject: string, accountId: string): string =>
  `graph-${createHash('sha256')
    .update(JSON.stringify([kind, subject, accountId]))
    .digest('hex')
    .slice(0, 32)}`;
