import type { MembershipAnswer } from '@customer-graph/protocol/directory';
import type { Principal } from '@customer-graph/protocol/principal';
import type { Identity } from '../identity/identity.ts';

/** The caller as subgraphs see it: without roles of staff and scopes of partners, which the gateway has resolved. */
export function principalOf(identity: Identity, membership: MembershipAnswer | null): Principal {
  switch (identity.kind) {
    case 'ANONYMOUS':
      return identity;
    case 'CUSTOMER':
      return {
        kind: 'CUSTOMER',
        subject: identity.subject,
        name: identity.name,
        email: identity.email,
        contactId: membership?.contactId ?? null,
        memberships: membership?.memberships ?? [],
      };
    case 'STAFF': {
      const { kind, subject, name, email } = identity;
      return { kind, subject, name, email };
    }
    case 'PARTNER': {
      const { kind, subject, name, accountIds } = identity;
      return { kind, subject, name, accountIds };
    }
    default:
      return identity satisfies never;
  }
}
