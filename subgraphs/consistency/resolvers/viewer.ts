import { viewerAccountOf } from '@customer-graph/subgraph-kit/account-reference';
import type { ViewerResolvers } from '../generated/schema.ts';

export const viewerResolvers: ViewerResolvers = {
  account: (_parent, _arguments, { assertion }) => viewerAccountOf(assertion),
};
