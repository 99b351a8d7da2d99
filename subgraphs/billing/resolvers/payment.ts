import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import { toMoney } from '../domain/money.ts';
import type { Payment } from '../domain/payment.ts';
import type { PaymentResolvers } from '../generated/schema.ts';

export interface PaymentParent extends Payment {
  readonly customerId: string;
}

export const paymentResolvers: PaymentResolvers = {
  amount: ({ amount }) => toMoney(amount),
  refunded: ({ refunded }) => toMoney(refunded),
  createdAt: ({ createdAt }) => toDateTime(createdAt),
  method: ({ method, customerId }) => method && { ...method, customerId },
};
