import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { ArticleResolvers } from '../generated/schema.ts';
import type { SupportSource } from '../port.ts';

const relatedCount = 5;

export const createArticleResolvers = (source: SupportSource): ArticleResolvers => ({
  updatedAt: ({ updatedAt }) => toDateTime(updatedAt),
  related: async (article) => [...(await source.related(article, relatedCount))],
});
