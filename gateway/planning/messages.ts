import type { QueryPlan } from '@apollo/query-planner';

/** The messages between the gateway and its planning thread. One question is open at a time. */

export type PlanningQuestion =
  | { readonly kind: 'SUPERGRAPH'; readonly id: string; readonly sdl: string }
  | { readonly kind: 'PLAN'; readonly supergraphId: string; readonly operation: string };

export interface Planned {
  readonly plan: QueryPlan;
  /** How many plans were compared. */
  readonly evaluated: number;
  /** Milliseconds that planning took, without waiting. */
  readonly ms: number;
  /** The plan's approximate size in memory, in characters of JSON. */
  readonly size: number;
}

export type PlanningAnswer =
  | { readonly kind: 'LOADED' }
  /** The supergraph has to be sent first. */
  | { readonly kind: 'UNKNOWN_SUPERGRAPH' }
  | ({ readonly kind: 'PLANNED' } & Planned)
  | { readonly kind: 'FAILED'; readonly reason: string };
