import { GraphError } from '@customer-graph/protocol/errors';
import { markedShapeOf, type MarkedShape } from '../audit/marked-shape.ts';
import { attempts, outcomeOf } from '../audit/mutations.ts';
import { reads, type ReadAccounts } from '../audit/reads.ts';
import { refusedBySubgraphs } from '../audit/refusals.ts';
import { takeMarkers } from '../audit/take-markers.ts';
import { coordinateAt } from '../authorization/coordinates.ts';
import type { Decision } from '../authorization/decision.ts';
import type { PreparedOperation } from '../authorization/prepared-operation.ts';
import type { Authorized } from './authorize.ts';
import type { ExecutionResult } from './execution.ts';
import { requestedMutations, type RequestedMutation } from './mutations.ts';
import { recordQuietly } from './record.ts';
import type { OperationRun, OperationServices } from './run.ts';

type Services = Pick<OperationServices, 'audit'>;

/** The recorded attempts of an operation's mutations. */
export interface Attempted {
  readonly mutations: readonly RequestedMutation[];
  readonly events: ReturnType<typeof attempts>;
}

/** Records every mutation before it runs. Throws UPSTREAM_UNAVAILABLE if that fails, because no change may run unrecorded. */
export async function auditAttempts(
  { context, isMutation }: OperationRun,
  { prepared, decision }: Authorized,
  { audit }: Services,
): Promise<Attempted> {
  const mutations = isMutation ? await requestedMutations(prepared, decision, context.access) : [];
  const events = attempts(context.actor, mutations);
  try {
    await audit.record(events, context.assertion.answerBy);
  } catch (error) {
    throw new GraphError('UPSTREAM_UNAVAILABLE', {
      cause: error,
      message: 'Changes cannot be recorded at the moment, so none are made. Try again later.',
    });
  }
  return { mutations, events };
}

/** Records that the operation failed as a whole, so that the outcome of its mutations is unknown. */
export const auditFailure = ({ refusals }: Authorized, { events }: Attempted, { audit }: Services): Promise<void> =>
  recordQuietly(audit, [...refusals, ...events.map((attempt) => outcomeOf(attempt, null, null))]);

/** Records refusals, audited reads and the outcome of each mutation. Removes the audit markers from the data. */
export async function auditResult(
  { context, isMutation }: OperationRun,
  { prepared, decision, refusals }: Authorized,
  { mutations, events }: Attempted,
  result: ExecutionResult,
  { audit }: Services,
): Promise<void> {
  const { actor } = context;
  const errors = result.errors ?? [];
  const codeAt = (key: string): string | null => {
    const code = errors.find(({ path }) => path?.[0] === key)?.extensions.code;
    return typeof code === 'string' ? code : null;
  };
  const outcomes = events.map((attempt, index) => {
    const key = mutations[index]?.key ?? '';
    return outcomeOf(attempt, result.data?.[key], codeAt(key));
  });
  const shape = shapeFor(prepared, decision);
  const answered =
    result.data && shape
      ? takeMarkers(shape, result.data as Record<string, unknown>, errors)
      : new Map<string, ReadAccounts>();
  const accountIds = Object.values(context.assertion.accounts).map(({ id }) => id);
  const within = refusedBySubgraphs(actor, errors, (path) => coordinateAt(prepared, path), accountIds);
  const all = [...refusals, ...within, ...reads(actor, answered), ...outcomes];
  if (all.length === 0) return;
  const trail = isMutation ? audit : { record: (events: typeof all) => audit.recordReads(events) };
  await recordQuietly(trail, all, context.assertion.answerBy);
}

const shapes = new WeakMap<Decision['denied'], MarkedShape | null>();

/** Decisions are kept for many requests, and so are the shapes of their answers. */
function shapeFor({ operation, coordinates, audited }: PreparedOperation, { denied }: Decision): MarkedShape | null {
  const known = shapes.get(denied);
  if (known !== undefined) return known;
  const allowed = new Set(
    [...coordinates].flatMap(([node, coordinate]) =>
      audited.has(coordinate) && !denied.has(node) ? [coordinate] : [],
    ),
  );
  const shape = markedShapeOf(operation, coordinates, allowed);
  shapes.set(denied, shape);
  return shape;
}
