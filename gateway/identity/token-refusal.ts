import { GraphError } from '@customer-graph/protocol/errors';

/** Why a token with a valid signature is not accepted. The message is for operators and has no value of the token. */
export class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal';
}

/** Clients get UNAUTHENTICATED alone; the reason is its cause. */
export const refusedToken = (reason: string): GraphError =>
  new GraphError('UNAUTHENTICATED', { cause: new TokenRefusal(reason) });
