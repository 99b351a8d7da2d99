import type Stripe from 'stripe';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import { identifier, text } from '@customer-graph/upstream/shapes';
import type { CreditNote, CreditNoteStatus } from '../../domain/invoice.ts';
import { enumOf, fieldsOf, fromStripeAmount, optionalText, optionalTime, parse, time } from './fields.ts';
import { assertOwner } from './owner.ts';

const status = enumOf<CreditNoteStatus>({ issued: 'ISSUED', void: 'VOID' });

/**
 * @param customerId the customer whose read returned the note
 * @throws {GraphError} UPSTREAM_INVALID_RESPONSE for a note of another customer
 */
export function fromStripeCreditNote(value: unknown, customerId: string): CreditNote {
  const note = fieldsOf<Stripe.CreditNote>(value, 'credit_note');
  const id = parse(identifier, note.id, 'credit_note.id');
  assertOwner(note.customer, customerId);
  return fieldByField<CreditNote>({
    id: () => id,
    number: () => parse(text, note.number, 'credit_note.number'),
    status: () => parse(status, note.status, 'credit_note.status'),
    amount: () => fromStripeAmount(note.total, note.currency, 'credit_note.total'),
    reason: () => parse(optionalText, note.reason, 'credit_note.reason'),
    createdAt: () => parse(time, note.created, 'credit_note.created'),
    voidedAt: () => parse(optionalTime, note.voided_at, 'credit_note.voided_at'),
    pdfUrl: () => parse(optionalText, note.pdf, 'credit_note.pdf'),
  });
}
