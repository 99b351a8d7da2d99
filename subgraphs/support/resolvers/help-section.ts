import { createCursors, pageSize, toConnection } from '@customer-graph/subgraph-kit/connections';
import type { HelpSectionResolvers } from '../generated/schema.ts';

export const helpSectionResolvers: HelpSectionResolvers = {
  articles({ id, articles }, { first, after }) {
    const cursors = createCursors('sectionArticles', id);
    const size = pageSize(first);
    const position = cursors.decode(after);
    // If the cursor's article was removed, start over: an early end would lose articles.
    const rest = articles.slice(articles.findIndex((article) => article.id === position) + 1);
    return toConnection(
      { nodes: rest.slice(0, size), hasNextPage: rest.length > size },
      (article) => article.id,
      cursors,
      position !== null,
    );
  },
};
