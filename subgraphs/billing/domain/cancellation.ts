import { z } from 'zod';

/** Reasons for a cancellation, as the billing system counts them. */
const cancellationReasons = [
  'customer_service',
  'low_quality',
  'missing_features',
  'other',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
] as const;

const maxCommentLength = 1_000;

export const cancellationInput = z.object({
  /** False: at the end of the paid period. */
  immediately: z.boolean(),
  reason: z.enum(cancellationReasons, { error: `reason must be one of ${cancellationReasons.join(', ')}.` }).nullable(),
  comment: z.string().max(maxCommentLength, `comment must have at most ${maxCommentLength} characters.`).nullable(),
});
export type Cancellation = Readonly<z.infer<typeof cancellationInput>>;
