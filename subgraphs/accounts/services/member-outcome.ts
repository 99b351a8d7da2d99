import type { z } from 'zod';
import type { Outcome } from '@customer-graph/journal/idempotency';
import type { memberDone } from '../contract.ts';

/** The outcome of a change to a member. */
export type MemberOutcome = Outcome<z.infer<typeof memberDone>>;
