import DataLoader from 'dataloader';
import { each } from '../shared/each.ts';
import { isArticleId, type Article } from './domain/help-center.ts';
import type { SupportSource } from './port.ts';

export interface Loaders {
  /** The help desk's id of an organization, by its key. */
  readonly organization: DataLoader<string, string | null>;
  /** The help desk's id of a user, by the contact's id. */
  readonly user: DataLoader<string, string | null>;
  readonly article: DataLoader<string, Article | null>;
}

export const createLoaders = (source: SupportSource): Loaders => ({
  organization: new DataLoader((keys) => source.organizations(keys)),
  user: new DataLoader((ids) => source.users(ids)),
  article: new DataLoader((ids) => each(ids, (id) => (isArticleId(id) ? source.article(id) : Promise.resolve(null)))),
});
