import type { AccountAccess, Assertion, Links, Principal } from './principal.ts';
import type { CallerFact, SubgraphPermissions } from './subgraph-entry.ts';

const linkFacts = { billing: 'links.billing', product: 'links.product', support: 'links.support' } as const;

/**
 * The assertion with only those facts about the caller that the subgraph's entry lists, and the address for links if it serves files.
 * Scopes and account ids always stay: rules and shared roots depend on them.
 */
export function narrowAssertion(
  { filesUrl, ...assertion }: Assertion,
  { callerFacts, downloads }: Pick<SubgraphPermissions, 'callerFacts' | 'downloads'>,
): Assertion {
  const has = new Set<CallerFact>(callerFacts);
  return {
    ...assertion,
    ...(downloads && filesUrl !== undefined && { filesUrl }),
    principal: narrowPrincipal(assertion.principal, has),
    accounts: Object.fromEntries(
      Object.entries(assertion.accounts).map(([id, access]) => [id, narrowAccess(access, has)]),
    ),
  };
}

function narrowPrincipal(principal: Principal, has: ReadonlySet<CallerFact>): Principal {
  if (principal.kind === 'ANONYMOUS') return principal;
  const subject = has.has('subject') ? principal.subject : '';
  const name = has.has('profile') ? principal.name : null;
  switch (principal.kind) {
    case 'CUSTOMER':
      return {
        kind: 'CUSTOMER',
        subject,
        name,
        email: has.has('profile') ? principal.email : null,
        contactId: has.has('contact') ? principal.contactId : null,
        memberships: has.has('memberships') ? principal.memberships : [],
      };
    case 'STAFF':
      return { kind: 'STAFF', subject, name, email: has.has('profile') ? principal.email : null };
    case 'PARTNER':
      return { kind: 'PARTNER', subject, name, accountIds: has.has('memberships') ? principal.accountIds : [] };
    default:
      return principal satisfies never;
  }
}

function narrowAccess(access: AccountAccess, has: ReadonlySet<CallerFact>): AccountAccess {
  const links = Object.fromEntries(
    Object.entries(linkFacts).map(([name, fact]) => [
      name,
      has.has(fact) ? access.links[name as keyof Links] : { state: 'MISSING' },
    ]),
  ) as unknown as Links;
  return { ...access, links };
}
