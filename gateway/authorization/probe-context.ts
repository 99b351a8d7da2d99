import type { Scope } from '@customer-graph/protocol/roles';
import type { Access } from '../access/access.ts';

/** Stands for any object while an operation is probed: it carries the caller's scopes at that place. */
export interface Placeholder {
  readonly scopes: readonly Scope[];
}

export interface ProbeContext {
  readonly access: Access;
}
