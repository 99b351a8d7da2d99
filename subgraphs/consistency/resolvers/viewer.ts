import { viewerAccountOf } from '../../shared/account-reference.ts';
import type { ViewerResolvers } from '../generated/schema.ts';

export const viewerResolvers: ViewerResolvers = {
  account: (_parent, _arguments, { assertion }) => viewerAccountOf(assertion),
};
