import type { Requirements } from '@customer-graph/authorization/requirements';

const auditedScopes: ReadonlySet<string> = new Set(['billing:read', 'documents:read']);

/** Coordinates of the fields whose reads are recorded: those that require one of the audited scopes. */
export const auditedFields = (requirements: Requirements): ReadonlySet<string> =>
  new Set(
    [...requirements]
      .filter(([, { scopes }]) => scopes.flat(2).some((scope) => auditedScopes.has(scope)))
      .map(([coordinate]) => coordinate),
  );
