import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import { toMoney } from '../domain/money.ts';
import type { PaymentResolvers } from '../generated/schema.ts';

export const paymentResolvers: PaymentResolvers = {
  amount: ({ amount }) => toMoney(amount),
  refunded: ({ refunded }) => toMoney(refunded),
  createdAt: ({ createdAt }) => toDateTime(createdAt),
};
