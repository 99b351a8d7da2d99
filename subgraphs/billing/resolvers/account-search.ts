import { mentions } from '../../shared/search.ts';
import type { AccountSearchResolvers } from '../generated/schema.ts';
import type { BillingSource } from '../port.ts';
import type { CustomerOf } from './account.ts';

/** How far back is looked: one page. Stripe's search knows nothing of an invoice's lines, and lags. */
const latest = 100;

export const createAccountSearchResolvers = (
  source: BillingSource,
  customerOf: CustomerOf,
): AccountSearchResolvers => ({
  async invoices({ account, text, first }, _arguments, context) {
    const customerId = await customerOf(account, context);
    if (customerId === null) return [];
    const { nodes } = await source.invoices(customerId, { first: latest, after: null, status: null });
    return nodes
      .filter(({ number, lines }) => mentions([number, ...lines.map(({ description }) => description)], text))
      .slice(0, first);
  },
});
