import { createCursors, pageSize, toConnection } from '@customer-graph/subgraph-kit/connections';
import { toDateTime, toOptionalDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { InvoiceLine } from '../domain/invoice.ts';
import { toInt } from '../domain/integer.ts';
import { toMoney } from '../domain/money.ts';
import type { InvoiceLineResolvers, InvoicePreviewResolvers, InvoiceResolvers } from '../generated/schema.ts';
import type { BillingSource } from '../port.ts';

const idOf = ({ id }: InvoiceLine): string => id;

export const createInvoiceResolvers = (source: BillingSource): InvoiceResolvers => ({
  total: ({ total }) => toMoney(total),
  amountDue: ({ amountDue }) => toMoney(amountDue),
  amountPaid: ({ amountPaid }) => toMoney(amountPaid),
  createdAt: ({ createdAt }) => toDateTime(createdAt),
  dueAt: ({ dueAt }) => toOptionalDateTime(dueAt),
  paidAt: ({ paidAt }) => toOptionalDateTime(paidAt),
  period: ({ period }) => ({ start: toDateTime(period.start), end: toDateTime(period.end) }),

  async lines(invoice, { first, after }) {
    const cursors = createCursors('invoiceLines', invoice.id);
    const position = cursors.decode(after);
    const size = pageSize(first);
    const isIncluded = position === null && (invoice.lines.length >= size || !invoice.hasMoreLines);
    const page = isIncluded
      ? { nodes: invoice.lines.slice(0, size), hasNextPage: invoice.hasMoreLines || invoice.lines.length > size }
      : await source.invoiceLines(invoice.id, { first: size, after: position });
    return toConnection(page, idOf, cursors, position !== null);
  },
});

export const invoiceLineResolvers: InvoiceLineResolvers = {
  quantity: ({ quantity }) => toInt(quantity),
  unitCount: ({ quantity }) => quantity,
  amount: ({ amount }) => toMoney(amount),
  period: ({ period }) => ({ start: toDateTime(period.start), end: toDateTime(period.end) }),
};

export const invoicePreviewResolvers: InvoicePreviewResolvers = {
  total: ({ total }) => toMoney(total),
  amountDue: ({ amountDue }) => toMoney(amountDue),
  lines: ({ lines }) => [...lines],
  nextPaymentAt: ({ nextPaymentAt }) => toOptionalDateTime(nextPaymentAt),
  prorationAt: ({ prorationAt }) => toOptionalDateTime(prorationAt),
};
