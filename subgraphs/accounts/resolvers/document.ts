import { toDateTime, toInt32 } from '@customer-graph/subgraph-kit/scalars';
import type { DocumentResolvers } from '../generated/schema.ts';
import type { CrmSource } from '../port.ts';

export const createDocumentResolvers = (source: CrmSource): DocumentResolvers => ({
  createdAt: ({ createdAt }) => toDateTime(createdAt),
  sizeBytes: ({ byteSize }) => toInt32(byteSize),
  downloadUrl: ({ id }) => source.downloadUrl(id),
});
