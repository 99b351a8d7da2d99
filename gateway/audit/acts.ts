import { randomUUID } from 'node:crypto';
import { Kind, type FieldNode, type GraphQLError, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { responseKey } from '../authorization/inline.ts';
import type { Denied } from '../authorization/authorizer.ts';
import { auditMarker, outcomeMarker } from '../authorization/cut.ts';
import type { Requirements } from '../../subgraphs/shared/authorization/requirements.ts';
import { isErrorCode, type ErrorCode } from '../../subgraphs/shared/errors.ts';
import type { Identity } from '../identity/identity.ts';
import type { AuditedAct } from './event.ts';

/** Reading what needs one of these is recorded. */
const auditedScopes: ReadonlySet<string> = new Set(['billing:read', 'documents:read']);

export const auditedReads = (requirements: Requirements): ReadonlySet<string> =>
  new Set(
    [...requirements]
      .filter(([, { scopes }]) => scopes.flat(2).some((scope) => auditedScopes.has(scope)))
      .map(([coordinate]) => coordinate),
  );

/** Codes by which a request, or a part of it, is refused for who is asking or how much. */
const refusals: ReadonlySet<ErrorCode> = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'OPERATION_TOO_COSTLY',
  'RATE_LIMITED',
]);
export const isRefusal = (code: ErrorCode): boolean => refusals.has(code);

/** Who did it, in which request. */
export type Actor = Pick<AuditedAct, 'requestId' | 'principal'>;

export const actorOf = (requestId: string, identity: Identity | null): Actor => ({
  requestId,
  principal: identity && { kind: identity.kind, subject: identity.kind === 'ANONYMOUS' ? null : identity.subject },
});

/** What a client says an account is called may be anything: only what can be an id is written down. */
const idOf = (given: string): string => (/^\d{1,20}$/.test(given) ? given : 'none');

/** A request that was refused as a whole. */
export const refusedRequest = (actor: Actor, code: ErrorCode): AuditedAct => ({
  id: randomUUID(),
  ...actor,
  accounts: [],
  kind: 'REFUSAL',
  action: 'request',
  outcome: 'REFUSED',
  code,
});

/** What an operation names and may not have: one for each field and reason. */
export function refusedFields(
  actor: Actor,
  denied: Denied,
  coordinates: ReadonlyMap<FieldNode, string>,
  accounts: readonly string[],
): AuditedAct[] {
  const acts = new Map<string, AuditedAct>();
  for (const [node, { code }] of denied) {
    const action = coordinates.get(node) ?? 'unknown';
    if (isRefusal(code))
      acts.set(`${action} ${code}`, {
        id: randomUUID(),
        ...actor,
        accounts: accounts.map(idOf),
        kind: 'REFUSAL',
        action,
        outcome: 'REFUSED',
        code,
      });
  }
  return [...acts.values()];
}

/** What the subgraphs refused, which decide for themselves. */
export function refusedWithin(
  actor: Actor,
  errors: readonly GraphQLError[],
  coordinateAt: (path: readonly (string | number)[]) => string | null,
  accounts: readonly string[],
): AuditedAct[] {
  const acts = new Map<string, AuditedAct>();
  for (const { path, extensions } of errors) {
    const action = (path && coordinateAt(path)) ?? 'request';
    const { code } = extensions;
    if (isErrorCode(code) && isRefusal(code))
      acts.set(`${action} ${code}`, {
        id: randomUUID(),
        ...actor,
        accounts: [...new Set(accounts)].map(idOf),
        kind: 'REFUSAL',
        action,
        outcome: 'REFUSED',
        code,
      });
  }
  return [...acts.values()];
}

/** Accounts that were asked for by name and are not the caller's, or are none: they cannot be told apart, here either. */
export const refusedAccounts = (actor: Actor, ids: readonly string[]): AuditedAct[] =>
  ids.length === 0
    ? []
    : [
        {
          id: randomUUID(),
          ...actor,
          accounts: ids.map(idOf),
          kind: 'REFUSAL',
          action: 'Query.account',
          outcome: 'REFUSED',
          code: 'NOT_FOUND',
        },
      ];

/** Mutations before they run. */
export const attempts = (
  actor: Actor,
  mutations: readonly { readonly action: string; readonly accountId: string | null }[],
): AuditedAct[] =>
  mutations.map(({ action, accountId }) => ({
    id: randomUUID(),
    ...actor,
    accounts: accountId === null ? [] : [idOf(accountId)],
    kind: 'MUTATION',
    action,
    outcome: 'ATTEMPTED',
    code: null,
  }));

/** Codes that leave open whether something was written before they came about. */
const undecided: ReadonlySet<string> = new Set<ErrorCode>([
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_INVALID_RESPONSE',
  'INTERNAL',
]);

/** How a mutation ended, by what it answered. */
export function outcomeOf(attempt: AuditedAct, value: unknown, code: string | null): AuditedAct {
  // Another one of the same request failed and took its answer along, or nobody answered in time: it may have been carried out.
  if (typeof value !== 'object' || value === null)
    return { ...attempt, outcome: code === null || undecided.has(code) ? 'UNKNOWN' : 'FAILED', code };
  const userErrors =
    outcomeMarker in value && Array.isArray(value[outcomeMarker]) ? (value[outcomeMarker] as { code?: unknown }[]) : [];
  const [first] = userErrors;
  return first
    ? { ...attempt, outcome: 'REFUSED', code: typeof first.code === 'string' ? first.code : null }
    : { ...attempt, outcome: 'SUCCEEDED', code: null };
}

/** One for each audited field that was answered, and one for each that failed. What is not there, or was left out, nobody has read. */
export const reads = (actor: Actor, seen: ReadonlyMap<string, Seen>): AuditedAct[] =>
  [...seen].flatMap(([action, { read, failed }]): AuditedAct[] => [
    ...(read.size > 0
      ? [
          {
            id: randomUUID(),
            ...actor,
            accounts: [...read].sort(),
            kind: 'READ' as const,
            action,
            outcome: 'SUCCEEDED' as const,
            code: null,
          },
        ]
      : []),
    ...(failed.size > 0
      ? [
          {
            id: randomUUID(),
            ...actor,
            accounts: [...failed.keys()].sort(),
            kind: 'READ' as const,
            action,
            outcome: 'FAILED' as const,
            code: [...failed.values()][0] ?? null,
          },
        ]
      : []),
  ]);

/** The accounts of which an audited field was answered, and those of which it could not be, with why. */
export interface Seen {
  readonly read: Set<string>;
  readonly failed: Map<string, string>;
}

/**
 * Takes out of an answer what was asked for the audit alone: the id of each account whose audited parts are in it.
 *
 * @returns by the audited field, which accounts it was answered for
 */
export function takeMarks(
  operation: OperationDefinitionNode,
  data: Record<string, unknown>,
  errors: readonly GraphQLError[],
  coordinates: ReadonlyMap<FieldNode, string>,
  audited: ReadonlySet<string>,
): Map<string, Seen> {
  const seen = new Map<string, Seen>();
  const failures = new Map(errors.map(({ path, extensions }) => [(path ?? []).join('.'), String(extensions.code)]));
  const walk = (value: unknown, sets: readonly SelectionSetNode[], within: string | null, path: string): void => {
    if (Array.isArray(value)) value.forEach((item, index) => walk(item, sets, within, `${path}${index}.`));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const object = value as Record<string, unknown>;
    const id = typeof object[auditMarker] === 'string' ? object[auditMarker] : within;
    for (const marker of [auditMarker, outcomeMarker]) Reflect.deleteProperty(object, marker);
    const fields = sets.flatMap(fieldsOf);
    for (const field of fields) {
      const coordinate = coordinates.get(field) ?? '';
      const key = responseKey(field);
      if (id === null || !audited.has(coordinate) || !Object.hasOwn(object, key)) continue;
      const known = seen.get(coordinate) ?? { read: new Set<string>(), failed: new Map<string, string>() };
      const failure = failures.get(`${path}${key}`);
      if (object[key] !== null) known.read.add(id);
      else if (failure !== undefined) known.failed.set(id, failure);
      seen.set(coordinate, known);
    }
    for (const key of new Set(fields.map(responseKey))) {
      walk(
        object[key],
        fields
          .filter((field) => responseKey(field) === key)
          .flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : [])),
        id,
        `${path}${key}.`,
      );
    }
  };
  walk(data, [operation.selectionSet], null, '');
  return seen;
}

const fieldsOf = (set: SelectionSetNode): FieldNode[] =>
  set.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD
      ? [selection]
      : selection.kind === Kind.INLINE_FRAGMENT
        ? fieldsOf(selection.selectionSet)
        : [],
  );
