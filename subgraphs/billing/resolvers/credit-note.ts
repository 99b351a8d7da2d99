import { toDateTime, toOptionalDateTime } from '@customer-graph/subgraph-kit/scalars';
import { toMoney } from '../domain/money.ts';
import type { CreditNoteResolvers } from '../generated/schema.ts';

export const creditNoteResolvers: CreditNoteResolvers = {
  amount: ({ amount }) => toMoney(amount),
  createdAt: ({ createdAt }) => toDateTime(createdAt),
  voidedAt: ({ voidedAt }) => toOptionalDateTime(voidedAt),
};
