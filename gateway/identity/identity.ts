import type { StaffRole } from '../../subgraphs/shared/roles.ts';

/** Who the token says is asking: nothing of it has been looked up. */
export type Identity =
  | { readonly kind: 'ANONYMOUS' }
  | {
      readonly kind: 'CUSTOMER';
      readonly subject: string;
      readonly name: string | null;
      /** Only an address that the identity provider vouches for. */
      readonly email: string | null;
      /** The account that the token names. */
      readonly accountId: string | null;
    }
  | {
      readonly kind: 'STAFF';
      readonly subject: string;
      readonly name: string | null;
      readonly email: string | null;
      readonly roles: readonly StaffRole[];
    }
  | {
      readonly kind: 'PARTNER';
      readonly subject: string;
      readonly name: string | null;
      readonly accountIds: readonly string[];
      readonly scopes: readonly string[];
    };

export const anonymous: Identity = { kind: 'ANONYMOUS' };
