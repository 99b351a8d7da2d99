import { z } from 'zod';
import type { ResponseEffects } from '@customer-graph/protocol/messages';
import type { SubgraphPermissions } from '@customer-graph/protocol/subgraph-entry';
import { vendorEvent } from '@customer-graph/protocol/webhook';

/** The side effects of a response that the subgraph's entry permits. */
export interface SideEffects {
  readonly calls: number;
  readonly membershipsChanged: readonly string[];
  readonly followUps: readonly string[];
}

const maxReported = 100;
const callCount = z.number().int().min(0).max(10_000).catch(0);
const contactIds = z
  .array(z.string().regex(/^[\w-]{1,64}$/))
  .max(maxReported)
  .catch([]);
const subjects = z.array(vendorEvent.shape.subject).max(maxReported).catch([]);

const list = (shape: typeof contactIds, reported: readonly string[]): readonly string[] =>
  reported.length === 0 ? reported : shape.parse(reported);

/** Anything undeclared, malformed or beyond its bounds is ignored. */
export const permittedEffects = (response: ResponseEffects, permissions: SubgraphPermissions): SideEffects => ({
  calls: callCount.parse(response.calls),
  membershipsChanged: permissions.changesMemberships ? list(contactIds, response.membershipsChanged) : [],
  followUps: permissions.createsFollowUps ? list(subjects, response.followUps) : [],
});
