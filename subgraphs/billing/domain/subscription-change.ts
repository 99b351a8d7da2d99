import { z } from 'zod';
import { userError, type UserError } from '@customer-graph/protocol/user-error';
import type { Product } from './catalogue.ts';
import { planItem, seatsItem, type Subscription } from './subscription.ts';

const maxSeats = 1_000_000;
const seatsMessage = `change.seats must be between 1 and ${maxSeats}.`;

export const changeInput = z
  .object({
    priceId: z.string().nullable(),
    seats: z.number().min(1, seatsMessage).max(maxSeats, seatsMessage).nullable(),
  })
  .refine(({ priceId, seats }) => priceId !== null || seats !== null, 'change must name a priceId or seats.');

/** A requested change; null keeps the present value. */
export interface ChangeRequest {
  readonly subscriptionId: string | null;
  readonly priceId: string | null;
  readonly seats: number | null;
  /** Milliseconds since the epoch. */
  readonly prorationAt: number;
  /** Whether the caller chose `prorationAt`; it must then lie in the running period. */
  readonly isChosen: boolean;
}

/** A valid change of one subscription; null keeps the present value. */
export interface Change {
  readonly subscription: Subscription;
  /** The item whose price changes. */
  readonly planItemId: string;
  readonly priceId: string | null;
  /** The item whose quantity changes; null if the subscription counts no seats. */
  readonly seatsItemId: string | null;
  readonly seats: number | null;
  /** Milliseconds since the epoch, a whole second. */
  readonly prorationAt: number;
}

/** Applies a request to a subscription, or refuses it. */
export function toChange(
  { priceId, seats, prorationAt, isChosen }: ChangeRequest,
  subscription: Subscription,
  products: ReadonlyMap<string, Product>,
): { readonly refusal: UserError } | { readonly change: Change } {
  const { id: planItemId, period } = planItem(subscription, products);
  const seatsItemId = seatsItem(subscription, products)?.id ?? null;
  if (seats !== null && seatsItemId === null)
    return {
      refusal: userError('INVALID_INPUT', 'change.seats: the subscription counts no seats.', 'change', 'seats'),
    };
  // Outside the running period there is nothing to prorate, and Stripe refuses the change.
  if (isChosen && (prorationAt < period.start || prorationAt >= period.end))
    return {
      refusal: userError(
        'INVALID_INPUT',
        'change.prorationAt must lie in the running period.',
        'change',
        'prorationAt',
      ),
    };
  return {
    change: {
      subscription,
      planItemId,
      priceId,
      seatsItemId,
      seats,
      prorationAt: Math.floor(prorationAt / 1_000) * 1_000,
    },
  };
}
