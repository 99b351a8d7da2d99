import { errors } from 'jose';
import { GraphError } from '@customer-graph/protocol/errors';

/**
 * The error for a bearer token that is not accepted. Clients learn only whether it has expired, because they renew such a
 * token by themselves. jose checks the signature before the expiry, so an expired token was a genuine one.
 */
export const invalidToken = (cause?: unknown): GraphError =>
  cause instanceof errors.JWTExpired
    ? new GraphError('UNAUTHENTICATED', { cause, reason: 'TOKEN_EXPIRED', message: 'The access token has expired.' })
    : new GraphError('UNAUTHENTICATED', { cause, reason: 'TOKEN_INVALID' });
