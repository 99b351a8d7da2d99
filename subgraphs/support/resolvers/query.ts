import { accountOf, viewerOf } from '@customer-graph/subgraph-kit/account-reference';
import type { QueryResolvers } from '../generated/schema.ts';

export const queryResolvers: QueryResolvers = {
  account: (_parent, { id }, { assertion }) => accountOf(assertion, id),
  viewer: (_parent, _arguments, { assertion }) => viewerOf(assertion),
  helpCenter: () => ({}),
};
