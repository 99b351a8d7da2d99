import { accountOf, viewerOf } from '@customer-graph/subgraph-kit/account-reference';
import { publishedPlans } from '../domain/catalogue.ts';
import type { QueryResolvers } from '../generated/schema.ts';

export const queryResolvers: QueryResolvers = {
  account: (_parent, { id }, { assertion }) => accountOf(assertion, id),
  viewer: (_parent, _arguments, { assertion }) => viewerOf(assertion),
  plans: async (_parent, { currency = null }, { loaders }) => publishedPlans(await loaders.catalogue(), currency),
};
