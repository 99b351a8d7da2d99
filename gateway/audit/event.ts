import { z } from 'zod';

/** An audit event: caller, accounts, action, outcome and request. It holds no customer data. */
export const auditEvent = z.strictObject({
  /** Both events of a mutation, attempt and outcome, have the same id. */
  id: z.string(),
  /** The request id that the client sees, and may have chosen. */
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
});
export type AuditEvent = z.infer<typeof auditEvent>;
