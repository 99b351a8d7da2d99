import type { GraphError } from '@customer-graph/protocol/errors';
import { invalidToken } from './invalid-token.ts';

/** Why a token with a valid signature is not accepted. The message is for operators and has no value of the token. */
export class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal';
}

/** Clients learn that the token is not valid; the reason is the error's cause. */
export const refusedToken = (reason: string): GraphError => invalidToken(new TokenRefusal(reason));
