import { cursorsOf, pageSize, toConnection } from '../../shared/connections.ts';
import { searchText } from '../../shared/search.ts';
import type { HelpCenterResolvers } from '../generated/schema.ts';
import type { SupportSource } from '../port.ts';

/** The help centre has nothing of its own: each field asks for what it needs. */
export type HelpCenterParent = object;

export const createHelpCenterResolvers = (source: SupportSource): HelpCenterResolvers => ({
  async search(_center, { text, first, after }) {
    const wanted = searchText(text);
    const cursors = cursorsOf('articles', wanted);
    const position = cursors.decode(after);
    const page = await source.searchArticles(wanted, { first: pageSize(first), after: position });
    return toConnection(page, ({ position: place }) => place, cursors, position !== null);
  },

  article: (_center, { id }, { loaders }) => loaders.article.load(id),

  sections: async () => [...(await source.sections())],
});
