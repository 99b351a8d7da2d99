/** A planned item of a subscription. */
export interface PhaseItem {
  readonly priceId: string;
  /** Null for metered prices. */
  readonly quantity: number | null;
}

/** A later state of a subscription, and the time when it begins. */
export interface PendingChange {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** ISO 4217, capitals. */
  readonly currency: string;
  readonly items: readonly PhaseItem[];
}

/** The plan of a subscription's changes. */
export interface SubscriptionSchedule {
  readonly id: string;
  /** False: it no longer manages a subscription. */
  readonly isActive: boolean;
  /** Changes that are still to come, in the order of time. */
  readonly changes: readonly PendingChange[];
  /** When it ends the subscription, in milliseconds since the epoch; null: it does not. */
  readonly endsAt: number | null;
}
