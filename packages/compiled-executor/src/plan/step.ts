import type { GraphQLError } from 'graphql';
import type { Fetch, ResponsePath } from '../compiled-operation.ts';

/** The state of one run of a plan. */
export interface PlanRun {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly fetch: Fetch;
  /** All answers, merged. Has fields that the client did not request. */
  readonly data: Record<string, unknown>;
  /** In the order of their arrival. */
  readonly errors: (GraphQLError | Error)[];
  /** The values of the variables that decide about fields. */
  readonly conditions: Readonly<Record<string, boolean>>;
}

/** @param place the object, or the list of objects, that the step adds to */
export type Step = (run: PlanRun, place: unknown, path: ResponsePath) => Promise<void>;
