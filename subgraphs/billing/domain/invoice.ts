import type { MinorAmount } from './money.ts';
import type { Period } from './subscription.ts';

export type InvoiceStatus = 'DRAFT' | 'OPEN' | 'PAID' | 'VOID' | 'UNCOLLECTIBLE' | 'OTHER';

export interface InvoiceLine {
  readonly id: string;
  readonly description: string | null;
  readonly quantity: number | null;
  readonly amount: MinorAmount;
  readonly period: Period;
  readonly proration: boolean;
}

/** Times are milliseconds since the epoch. */
export interface Invoice {
  readonly id: string;
  readonly customerId: string;
  readonly number: string | null;
  readonly status: InvoiceStatus | null;
  readonly total: MinorAmount;
  readonly amountDue: MinorAmount;
  readonly amountPaid: MinorAmount;
  readonly createdAt: number;
  readonly dueAt: number | null;
  readonly paidAt: number | null;
  readonly period: Period;
  readonly pdfUrl: string | null;
  readonly hostedUrl: string | null;
  /** The first lines: the billing system returns them with the invoice. */
  readonly lines: readonly InvoiceLine[];
  readonly hasMoreLines: boolean;
}

export interface InvoicePreview {
  readonly total: MinorAmount;
  readonly amountDue: MinorAmount;
  readonly lines: readonly InvoiceLine[];
  readonly nextPaymentAt: number | null;
  readonly prorationAt: number | null;
}

export type CreditNoteStatus = 'ISSUED' | 'VOID' | 'OTHER';

export interface CreditNote {
  readonly id: string;
  readonly number: string;
  readonly status: CreditNoteStatus;
  readonly amount: MinorAmount;
  readonly reason: string | null;
  readonly createdAt: number;
  readonly voidedAt: number | null;
  readonly pdfUrl: string | null;
}
