import { z } from 'zod';
import { badInput } from '@customer-graph/protocol/errors';
import { withFields } from '@customer-graph/upstream/field-by-field';
import { identifier, text as wellFormed } from '@customer-graph/upstream/shapes';
import type { Article } from '../domain/help-center.ts';
import type { SupportSource } from '../port.ts';
import { listIn, nextCursor, objectIn, parse, unusable, type ZendeskObject } from './answers.ts';
import { writtenAs, type Query, type Zendesk } from './client.ts';
import { fromZendeskArticle } from './mapping/article.ts';
import { pageLimit } from './pages.ts';

type HelpCenter = Pick<SupportSource, 'searchArticles' | 'article' | 'related' | 'sections' | 'vote'>;

/** Zendesk Help Center API, "Search": the maximum number of results. */
const searchLimit = 1_000;
/** Maximum number of pages of a list that is read completely. */
const wholeListLimit = 50;

const zendeskSection = z.object({ id: identifier, name: wellFormed });

/** Zendesk returns every article that the agent may read; the mapping drops those that not everyone may. */
const publicArticles = (raw: readonly ZendeskObject[]): Article[] =>
  raw.map(fromZendeskArticle).filter((article) => article !== null);

export function createHelpCenter(zendesk: Zendesk, locale: string | null): HelpCenter {
  const root = locale === null ? 'help_center' : `help_center/${locale}`;

  async function search(query: Query): Promise<{ articles: Article[]; hasMore: boolean }> {
    const answer = await zendesk.get('help_center/articles/search', { ...query, ...(locale !== null && { locale }) });
    return { articles: publicArticles(listIn(answer, 'results')), hasMore: typeof answer?.next_page === 'string' };
  }

  /** Reads all pages of a list. */
  async function wholeList(name: 'sections' | 'articles'): Promise<ZendeskObject[]> {
    const found: ZendeskObject[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < wholeListLimit; page += 1) {
      const after: Query = cursor === null ? {} : { 'page[after]': cursor };
      const answer = await zendesk.get(`${root}/${name}`, { 'page[size]': pageLimit, ...after });
      found.push(...listIn(answer, name));
      cursor = answer && nextCursor(answer);
      if (cursor === null) return found;
    }
    throw unusable(`more than ${wholeListLimit} pages of ${name}`);
  }

  return {
    async searchArticles(text, { first, after }) {
      const offset = after === null ? 0 : Number(after);
      if (!Number.isSafeInteger(offset) || offset < 0) throw badInput('after is not a cursor of this list.');
      // Positions count public articles only: a gap would disclose that a restricted one matched.
      const found: Article[] = [];
      for (let page = 1; page <= searchLimit / pageLimit && found.length <= offset + first; page += 1) {
        const { articles, hasMore } = await search({ query: text, per_page: pageLimit, page });
        found.push(...articles);
        if (!hasMore) break;
      }
      const nodes = found
        .slice(offset, offset + first)
        .map((article, index) => withFields(article, { position: String(offset + index + 1) }));
      return { nodes, hasNextPage: found.length > offset + first };
    },

    async article(id) {
      const answer = await zendesk.getOne(`${root}/articles/${id}`);
      return answer && fromZendeskArticle(objectIn(answer, 'article'));
    },

    async related({ id, labels, title }, first) {
      const about: Query = labels.length > 0 ? { label_names: labels.join(',') } : { query: title };
      const { articles } = await search({ ...about, per_page: first * 4 });
      return articles.filter((article) => article.id !== id).slice(0, first);
    },

    async sections() {
      const [sections, articles] = await Promise.all([
        wholeList('sections'),
        wholeList('articles').then(publicArticles),
      ]);
      return (
        sections
          .map((raw) => {
            const { id, name } = parse(zendeskSection, raw, 'section');
            return { id, name, articles: articles.filter(({ sectionId }) => sectionId === id) };
          })
          // The name of a section with restricted articles only could disclose their subject.
          .filter((section) => section.articles.length > 0)
      );
    },

    vote: async (articleId, as, helpful) =>
      writtenAs(
        await zendesk.write('POST', `help_center/articles/${articleId}/${helpful ? 'up' : 'down'}`, {}, { as }),
      ),
  };
}
