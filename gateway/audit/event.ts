import { z } from 'zod';

/** An audit event: caller, accounts, action, outcome and request. It holds no customer data. */
export const auditEvent = z.strictObject({
  /** Both events of a mutation, attempt and outcome, have the same id. */
  id: z.string(),
  /** The request id that the client sees, and may have chosen. Of several refusals: that of the first. */
  requestId: z.string(),
  /** The caller's kind and the subject of their token. Null: no valid token. */
  principal: z
    .strictObject({ kind: z.enum(['ANONYMOUS', 'CUSTOMER', 'STAFF', 'PARTNER']), subject: z.string().nullable() })
    .nullable(),
  /** Account ids. */
  accounts: z.array(z.string()),
  kind: z.enum(['MUTATION', 'READ', 'REFUSAL']),
  /** A schema coordinate, such as "Mutation.updateAccount" or "Account.billing"; "request" for a whole request. */
  action: z.string(),
  /** A mutation has ATTEMPTED before it runs, and a second event with its outcome. UNKNOWN: it may have been made. */
  outcome: z.enum(['ATTEMPTED', 'SUCCEEDED', 'FAILED', 'REFUSED', 'UNKNOWN']),
  /** The error code where the action did not succeed. */
  code: z.string().nullable(),
  /** Tells callers without a subject apart: a keyed hash of their network address. */
  source: z.string().optional(),
  /** Several equal refusals of one minute: their number, and the times of the first and the last. */
  repeated: z.strictObject({ count: z.number(), first: z.string(), last: z.string() }).optional(),
});
export type AuditEvent = z.infer<typeof auditEvent>;

/** The number of refusals, reads or changes that an event stands for. */
export const countOf = ({ repeated }: AuditEvent): number => repeated?.count ?? 1;
