import { createCursors, pageSize, toConnection } from '@customer-graph/subgraph-kit/connections';
import { searchText } from '@customer-graph/subgraph-kit/search';
import type { HelpCenterResolvers } from '../generated/schema.ts';
import type { SupportSource } from '../port.ts';

/** Each field reads its own data, so the parent is empty. */
export type HelpCenterParent = object;

export const createHelpCenterResolvers = (source: SupportSource): HelpCenterResolvers => ({
  async search(_center, { text, first, after }) {
    const wanted = searchText(text);
    const cursors = createCursors('articles', wanted);
    const position = cursors.decode(after);
    const page = await source.searchArticles(wanted, { first: pageSize(first), after: position });
    return toConnection(page, (article) => article.position, cursors, position !== null);
  },

  article: (_center, { id }, { loaders }) => loaders.article.load(id),

  sections: async () => [...(await source.sections())],
});
