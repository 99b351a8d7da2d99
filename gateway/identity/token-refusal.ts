import { shorten } from '@customer-graph/process/shorten';
import type { GraphError } from '@customer-graph/protocol/errors';
import { invalidToken } from './invalid-token.ts';

/** Why a token is not accepted. The message is for operators. */
export class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal';
  /** One of a bounded number of kinds, for counting: it has no value of the token. */
  readonly kind: string;

  constructor(message: string, kind = message) {
    super(message);
    this.kind = kind;
  }
}

/** Values of tokens are quoted in part only. */
export const quoted = (value: unknown): string =>
  shorten(
    (typeof value === 'string' ? value : ((JSON.stringify(value) as string | undefined) ?? 'nothing')).replace(
      /\p{C}/gu,
      '',
    ),
    100,
    '',
  );

/**
 * Clients learn that the token is not valid; the reason is the error's cause.
 *
 * @param kind default: the reason, which then has no value of the token
 */
export const refusedToken = (reason: string, kind?: string): GraphError => invalidToken(new TokenRefusal(reason, kind));
