import DataLoader from 'dataloader';
import { settleEach } from '@customer-graph/process/settle-each';
import { isArticleId, type Article } from './domain/help-center.ts';
import type { SupportSource } from './port.ts';

export interface Loaders {
  /** Organization ids of the help desk, by organization key. */
  readonly organization: DataLoader<string, string | null>;
  /** User ids of the help desk, by contact id. */
  readonly user: DataLoader<string, string | null>;
  readonly article: DataLoader<string, Article | null>;
}

export const createLoaders = (source: SupportSource): Loaders => ({
  organization: new DataLoader((keys) => source.organizations(keys)),
  user: new DataLoader((ids) => source.users(ids)),
  article: new DataLoader((ids) =>
    settleEach(ids, (id) => (isArticleId(id) ? source.article(id) : Promise.resolve(null))),
  ),
});
