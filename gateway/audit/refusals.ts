import { randomUUID } from 'node:crypto';
import type { FieldNode, GraphQLError } from 'graphql';
import { isErrorCode, type ErrorCode } from '@customer-graph/protocol/errors';
import type { Denied } from '../authorization/decision.ts';
import { recordedId, type Actor } from './actor.ts';
import type { AuditEvent } from './event.ts';

/** Codes that refuse a request, or a part of it, for its caller or its size. */
const refusalCodes: ReadonlySet<ErrorCode> = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'OPERATION_TOO_COSTLY',
  'RATE_LIMITED',
]);
export const isRefusal = (code: ErrorCode): boolean => refusalCodes.has(code);

const refusal = (actor: Actor, action: string, code: ErrorCode, accounts: readonly string[]): AuditEvent => ({
  id: randomUUID(),
  ...actor,
  accounts: [...new Set(accounts)].map(recordedId),
  kind: 'REFUSAL',
  action,
  outcome: 'REFUSED',
  code,
});

/** One event for each action and code. */
function distinctRefusals(
  actor: Actor,
  refused: readonly { readonly action: string; readonly code: unknown }[],
  accounts: readonly string[],
): AuditEvent[] {
  const events = new Map<string, AuditEvent>();
  for (const { action, code } of refused)
    if (isErrorCode(code) && isRefusal(code)) events.set(`${action} ${code}`, refusal(actor, action, code, accounts));
  return [...events.values()];
}

/** A request that was refused as a whole. */
export const refusedRequest = (actor: Actor, code: ErrorCode): AuditEvent => refusal(actor, 'request', code, []);

/** Fields that the gateway denied. */
export const refusedFields = (
  actor: Actor,
  denied: Denied,
  coordinates: ReadonlyMap<FieldNode, string>,
  accounts: readonly string[],
): AuditEvent[] =>
  distinctRefusals(
    actor,
    [...denied].map(([node, { code }]) => ({ action: coordinates.get(node) ?? 'unknown', code })),
    accounts,
  );

/** Fields that subgraphs refused by their own rules. */
export const refusedBySubgraphs = (
  actor: Actor,
  errors: readonly GraphQLError[],
  coordinateOf: (path: readonly (string | number)[]) => string | null,
  accounts: readonly string[],
): AuditEvent[] =>
  distinctRefusals(
    actor,
    errors.map(({ path, extensions: { code } }) => ({ action: (path && coordinateOf(path)) ?? 'request', code })),
    accounts,
  );

/** Requested accounts that do not exist or are not the caller's. The directory does not tell which. */
export const refusedAccounts = (actor: Actor, accountIds: readonly string[]): AuditEvent[] =>
  accountIds.length === 0 ? [] : [refusal(actor, 'Query.account', 'NOT_FOUND', accountIds)];
