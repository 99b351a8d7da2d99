import type { Logger } from 'pino';
import { GraphError } from '@customer-graph/protocol/errors';
import { fillDenied } from '../authorization/fill.ts';
import { relocateErrors } from '../errors/relocate.ts';
import { introspect } from '../introspection/introspection.ts';
import type { Authorized } from './authorize.ts';
import { completionErrors } from './errors.ts';
import type { ExecutionResult } from './execution.ts';
import type { OperationRun } from './run.ts';

/** The fetched data with introspection, denied fields as null with FORBIDDEN, and every error at a requested path. */
export async function answerOperation(
  { request, variables, context }: OperationRun,
  { rules, prepared, decision }: Authorized,
  result: ExecutionResult,
  log: Logger,
): Promise<ExecutionResult> {
  const extensions = { cost: context.cost };
  const { operation, introspection } = prepared;
  const introspected = introspection ? await introspect(apiOf(), introspection, variables) : {};
  if (result.data === undefined) return { ...result, extensions };

  const { denied } = decision;
  const data = result.data && { ...result.data, ...introspected };
  const filled =
    denied.size === 0 && !introspection
      ? { data, errors: [] }
      : fillDenied({ schema: request.schema, operation, variables, data, denied });
  const found = [...(result.errors ?? []), ...filled.errors, ...completionErrors(result)];
  if (found.length === 0) return { data: filled.data, extensions };
  const errors = relocateErrors(found, { ...prepared, dependents: rules.dependents, data: filled.data });
  if (errors.length > 0)
    log.debug({ errors: errors.map(({ path, extensions: { code } }) => ({ path, code })) }, 'partial answer');
  return { data: filled.data, ...(errors.length > 0 && { errors }), extensions };

  function apiOf() {
    if (context.access.kind !== 'PARTNER') return rules.api;
    if (!rules.partnerApi) throw new GraphError('FORBIDDEN');
    return rules.partnerApi;
  }
}
