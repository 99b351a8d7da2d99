import type { KeyObject } from 'node:crypto';
import DataLoader from 'dataloader';
import type { VerificationKey } from './keys.ts';
import type { AccountAccess, Principal } from './principal.ts';
import { signClaims, verifyClaims } from './signed-claims.ts';

const issuer = 'customer-graph/accounts';
const lifetimeSeconds = 60;

/** The JWT subject: signed links are valid only for the caller for whom they were signed. */
const subjectOf = (principal: Principal): string =>
  principal.kind === 'ANONYMOUS' ? 'anonymous' : `${principal.kind}:${principal.subject}`;

/**
 * Signs the access to accounts in lists. The assertion does not contain these accounts, because the gateway does not know
 * them before planning.
 */
export interface LinksSigner {
  /** Returns the value of `Account.links`, valid for 60 seconds. */
  sign(access: AccountAccess, principal: Principal): string;
}

/** Verifies `Account.links`. */
export interface LinksVerifier {
  /** Returns the signed access. Null for an invalid or expired signature, another account or another caller. */
  verify(links: string, accountId: string, principal: Principal): Promise<AccountAccess | null>;
}

/** Signs with the directory's private key. */
export const createLinksSigner = (privateKey: KeyObject): LinksSigner => ({
  sign: (access, principal) =>
    signClaims(
      { access, iss: issuer, sub: subjectOf(principal), exp: Math.floor(Date.now() / 1_000) + lifetimeSeconds },
      privateKey,
    ),
});

/** Verifies with the directory's public key, or with both of its keys during a rotation. */
export function createLinksVerifier(key: VerificationKey): LinksVerifier {
  type Claim = { readonly links: string; readonly accountId: string; readonly principal: Principal };

  function check({ links, accountId, principal }: Claim): AccountAccess | null {
    const claims = verifyClaims(links, key, { iss: issuer, sub: subjectOf(principal) });
    const access = claims?.access as AccountAccess | undefined;
    return access?.id === accountId ? access : null;
  }

  // Verifies all accounts of a list in one tick. Otherwise their fields would load in one batch for each account.
  const batched = new DataLoader((claims: readonly Claim[]) => Promise.resolve(claims.map(check)), { cache: false });
  return { verify: (links, accountId, principal) => batched.load({ links, accountId, principal }) };
}
