import type { Outcome } from '@customer-graph/journal/idempotency';
import { refused } from '@customer-graph/protocol/outcome';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import { rejectedByHelpDesk } from '../domain/refusals.ts';
import type { Written } from '../port.ts';

/** The outcome of a write that has no result. */
export const done = { done: {} };

/** Runs a write to its end, even if the client's deadline passes after it began. */
export const writeToHelpDesk = async (write: () => Promise<Written>): Promise<Outcome<object>> =>
  outcomeOf(await withMinimumDeadline('SUPPORT', write));

const outcomeOf = (written: Written): Outcome<object> =>
  written === 'DONE' ? done : refused(...rejectedByHelpDesk(written.rejected));
