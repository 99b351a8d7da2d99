import { cursorsOf, pageSize, toConnection } from '../../shared/connections.ts';
import type { HelpSectionResolvers } from '../generated/schema.ts';

export const helpSectionResolvers: HelpSectionResolvers = {
  articles({ id, articles }, { first, after }) {
    const cursors = cursorsOf('sectionArticles', id);
    const size = pageSize(first);
    const position = cursors.decode(after);
    // The article that the cursor named may be gone: the list then begins anew rather than ends early.
    const rest = articles.slice(articles.findIndex((article) => article.id === position) + 1);
    return toConnection(
      { nodes: rest.slice(0, size), hasNextPage: rest.length > size },
      (article) => article.id,
      cursors,
      position !== null,
    );
  },
};
