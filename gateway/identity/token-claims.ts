import { z } from 'zod';
import { refusedToken } from './token-refusal.ts';

const text = z.string().max(255);
const words = z.union([z.string(), z.array(z.string())]);

/**
 * Claims with the same meaning in all tokens: OpenID Connect Core 5.1, RFC 9068, and those by which identity providers tell
 * their kinds of tokens apart.
 */
const tokenClaims = z.looseObject({
  sub: text.refine((subject) => subject.trim() !== ''),
  name: z.string().nullish(),
  email: z.string().min(1).nullish(),
  email_verified: z.boolean().nullish(),
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
  /** Cognito: "access" or "id". */
  token_use: text.nullish(),
  /** Keycloak: "Bearer", "ID", "Refresh". */
  typ: text.nullish(),
  preferred_username: z.string().nullish(),
});
export type TokenClaims = z.infer<typeof tokenClaims>;

export const parseTokenClaims = (payload: unknown): TokenClaims => {
  const result = tokenClaims.safeParse(payload);
  if (result.success) return result.data;
  throw refusedToken(`has the wrong type or no value in the claim "${String(result.error.issues[0]?.path[0])}"`);
};

/** Parses one configured claim. A claim of the wrong shape is refused: guessing its meaning could grant access. */
export function parseClaim<T>(schema: z.ZodType<T>, name: string, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw refusedToken(`has the wrong type or no value in the claim "${name}"`);
  return result.data;
}

const wordsOf = (value: string | readonly string[] | null | undefined): readonly string[] =>
  typeof value === 'string' ? value.split(' ').filter(Boolean) : (value ?? []);

export const scopesOf = ({ scope, scp }: TokenClaims): readonly string[] => wordsOf(scope ?? scp);
export const grantsOf = ({ gty }: TokenClaims): readonly string[] => wordsOf(gty);
export const clientsOf = ({ client_id: id, azp, cid, appid }: TokenClaims): readonly string[] =>
  [id, azp, cid, appid].filter((client) => typeof client === 'string');
