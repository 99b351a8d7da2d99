import type Stripe from 'stripe';
import type { CreditNote } from '../../domain/invoice.ts';
import { expect, fromStripeAmount, fromStripeTime } from './fields.ts';

export const fromStripeCreditNote = (note: Stripe.CreditNote): CreditNote => ({
  id: expect.string(note.id, 'credit_note.id'),
  number: expect.string(note.number, 'credit_note.number'),
  amount: fromStripeAmount(note.total, note.currency, 'credit_note.total'),
  reason: expect.optionalString(note.reason, 'credit_note.reason'),
  createdAt: fromStripeTime(note.created, 'credit_note.created'),
  pdfUrl: expect.optionalString(note.pdf, 'credit_note.pdf'),
});
