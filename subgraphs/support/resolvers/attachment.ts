import { toInt32 } from '@customer-graph/subgraph-kit/scalars';
import type { AttachmentResolvers } from '../generated/schema.ts';
import { linkTo, type AttachmentLinks } from '../services/attachment-links.ts';

export const createAttachmentResolvers = (links: AttachmentLinks): AttachmentResolvers => ({
  sizeBytes: ({ byteSize }) => toInt32(byteSize),
  url: ({ id, ticket }, _arguments, { assertion }) => linkTo(links, { attachmentId: id, ticket }, assertion),
});
