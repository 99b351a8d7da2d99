import { z } from 'zod';
import { readClaim, type ClaimPath } from './claim-path.ts';
import { refusedToken } from './token-refusal.ts';

const text = z.string().max(255);
const words = z.union([z.string(), z.array(z.string())]);

/** Claims by which identity providers tell their kinds of tokens apart. Their names are the same in every configuration. */
const tokenClaims = z.looseObject({
  sub: text.refine((subject) => subject.trim() !== ''),
  /** A text separated by spaces (RFC 8693) or a list (Duende). */
  scope: words.nullish(),
  /** Okta: a list. Entra: a text. */
  scp: words.nullish(),
  /** The client that got the token: RFC 9068, OpenID Connect, Okta, Entra v1. */
  client_id: text.nullish(),
  azp: text.nullish(),
  cid: text.nullish(),
  appid: text.nullish(),
  /** Auth0 and FusionAuth: the grant. */
  gty: words.nullish(),
  /** Entra: "app" or "user". */
  idtyp: text.nullish(),
  /** Entra: the object in the directory. */
  oid: text.nullish(),
  /** Entra: the tenant. */
  tid: text.nullish(),
  /** Cognito: "access" or "id". */
  token_use: text.nullish(),
  /** Keycloak: "Bearer", "ID", "Refresh". */
  typ: text.nullish(),
  /** Clerk: "active", or "pending" while the person has tasks to finish. */
  sts: text.nullish(),
  preferred_username: z.string().nullish(),
});
export type TokenClaims = z.infer<typeof tokenClaims>;

const wrongClaim = (name: string) => refusedToken(`has the wrong type or no value in the claim "${name}"`);

export const parseTokenClaims = (payload: unknown): TokenClaims => {
  const result = tokenClaims.safeParse(payload);
  if (result.success) return result.data;
  throw wrongClaim(String(result.error.issues[0]?.path[0]));
};

/** Parses the claim at a configured path. A claim of the wrong shape is refused: guessing its meaning could grant access. */
export function parseClaim<T>(schema: z.ZodType<T>, path: ClaimPath, claims: unknown): T {
  const result = schema.safeParse(readClaim(claims, path));
  if (!result.success) throw wrongClaim(path.text);
  return result.data;
}

export const wordsOf = (value: string | readonly string[] | null | undefined): readonly string[] =>
  typeof value === 'string' ? value.split(' ').filter(Boolean) : (value ?? []);

export const grantsOf = ({ gty }: TokenClaims): readonly string[] => wordsOf(gty);
export const clientsOf = ({ client_id: id, azp, cid, appid }: TokenClaims): readonly string[] =>
  [id, azp, cid, appid].filter((client) => typeof client === 'string');
