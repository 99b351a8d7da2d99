import { refusedRequest } from '../audit/refusals.ts';
import { recordQuietly } from './record.ts';
import type { OperationRun, OperationServices, Prepared } from './run.ts';

/** Prepares the operation with the rules of the supergraph in use. Null: the caller is a partner, and the partners' API lacks a field. */
export async function prepareOperation(
  run: OperationRun,
  { authorizer, audit }: OperationServices,
): Promise<Prepared | null> {
  const prepared = prepareWith(run, authorizer());
  if (!prepared) await recordQuietly(audit, [refusedRequest(run.context.actor, 'FORBIDDEN')]);
  return prepared;
}

export function prepareWith({ request, operation, context }: OperationRun, rules: Prepared['rules']): Prepared | null {
  const prepared = rules.prepare(request.document, operation);
  const isPublished = context.access.kind !== 'PARTNER' || rules.isForPartners(prepared, request.document);
  return isPublished ? { rules, prepared } : null;
}
