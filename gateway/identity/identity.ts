import type { StaffRole } from '@customer-graph/protocol/roles';

/** The caller as their token describes them, before any look-up. */
export type Identity =
  | { readonly kind: 'ANONYMOUS' }
  | {
      readonly kind: 'CUSTOMER';
      /** With the provider's prefix. */
      readonly subject: string;
      readonly name: string | null;
      /** Null unless the identity provider has verified the address. */
      readonly email: string | null;
      /** Whether userinfo could not be read, so that a verified address may exist. */
      readonly isEmailUnknown: boolean;
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
