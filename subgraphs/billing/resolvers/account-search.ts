import { includesText } from '@customer-graph/subgraph-kit/search';
import type { AccountSearchResolvers } from '../generated/schema.ts';
import type { BillingSource } from '../port.ts';
import type { CustomerLinks } from '../services/customer-links.ts';

/** Invoices that are searched: one page. Stripe's own search ignores invoice lines and lags. */
const searchedInvoices = 100;

export const createAccountSearchResolvers = (source: BillingSource, links: CustomerLinks): AccountSearchResolvers => ({
  async invoices({ account, text, first }, _arguments, context) {
    const customerId = await links.customerIdOf(account, context);
    if (customerId === null) return [];
    const { nodes } = await source.invoices(customerId, { first: searchedInvoices, after: null, status: null });
    return nodes
      .filter(({ number, lines }) => includesText([number, ...lines.map(({ description }) => description)], text))
      .slice(0, first);
  },
});
