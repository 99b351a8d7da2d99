import type { KeyObject } from 'node:crypto';
import DataLoader from 'dataloader';
import { SignJWT, jwtVerify } from 'jose';
import type { AccountAccess, Principal } from '../principal.ts';

const algorithm = 'EdDSA';
const issuer = 'customer-graph/accounts';
const lifetime = '60s';

/** Who a signed link is for: nobody else may use it. */
const holder = (principal: Principal): string =>
  principal.kind === 'ANONYMOUS' ? 'anonymous' : `${principal.kind}:${principal.subject}`;

/** Signs what a subgraph needs to know of an account that a list led to, and that the assertion therefore does not name. */
export interface LinksSigner {
  sign(access: AccountAccess, principal: Principal): Promise<string>;
}

export interface LinksVerifier {
  /** Null where the accounts subgraph did not sign it, or signed it for another account or another caller. */
  verify(links: string, accountId: string, principal: Principal): Promise<AccountAccess | null>;
}

export const createLinksSigner = (privateKey: KeyObject): LinksSigner => ({
  sign: (access, principal) =>
    new SignJWT({ access })
      .setProtectedHeader({ alg: algorithm })
      .setIssuer(issuer)
      .setSubject(holder(principal))
      .setExpirationTime(lifetime)
      .sign(privateKey),
});

export function createLinksVerifier(publicKey: KeyObject): LinksVerifier {
  type Claim = { readonly links: string; readonly accountId: string; readonly principal: Principal };

  async function check({ links, accountId, principal }: Claim): Promise<AccountAccess | null> {
    try {
      const { payload } = await jwtVerify<{ access: AccountAccess }>(links, publicKey, {
        algorithms: [algorithm],
        issuer,
        subject: holder(principal),
        requiredClaims: ['exp'],
      });
      return payload.access.id === accountId ? payload.access : null;
    } catch {
      return null;
    }
  }

  // Those of one list come out together: what is read for them would otherwise come in as many batches as there are.
  const together = new DataLoader((claims: readonly Claim[]) => Promise.all(claims.map(check)), { cache: false });
  return { verify: (links, accountId, principal) => together.load({ links, accountId, principal }) };
}
