import { badInput, GraphError } from '../../shared/errors.ts';
import { createExpect } from '../../shared/upstream/expect.ts';
import type { Article, HelpSection } from '../domain/help-center.ts';
import type { SupportSource } from '../port.ts';
import type { Query, Zendesk } from './client.ts';
import { fromZendeskArticle, type ZendeskArticle } from './mapping.ts';
import { pageLimit, type Answer } from './pages.ts';

type HelpCenter = Pick<SupportSource, 'searchArticles' | 'article' | 'related' | 'sections'>;

const expect = createExpect('SUPPORT');

/** Zendesk Help Center API, "Search": so many results, however many match. */
const searchLimit = 1_000;
/** How many pages of a hundred are read of a list that is shown whole. */
const wholeLimit = 50;

const articlesOf = (raw: readonly ZendeskArticle[]): Article[] =>
  raw.map(fromZendeskArticle).filter((article) => article !== null);

/** Every article and section that the token sees comes back, drafts and all: the mapping lets through what everyone may read. */
export function createHelpCenter(zendesk: Zendesk, locale: string | null): HelpCenter {
  const root = locale === null ? 'help_center' : `help_center/${locale}`;

  async function search(query: Query): Promise<{ raw: readonly ZendeskArticle[]; hasMore: boolean }> {
    const answer = await zendesk.get('help_center/articles/search', { ...query, ...(locale !== null && { locale }) });
    return {
      raw: expect.array(answer?.results as readonly ZendeskArticle[] | undefined, 'results'),
      hasMore: typeof answer?.next_page === 'string',
    };
  }

  /** A whole list of the company's own. */
  async function all<Raw>(path: string, name: string): Promise<Raw[]> {
    const found: Raw[] = [];
    let cursor: string | undefined;
    for (let page = 0; ; page += 1) {
      if (page === wholeLimit)
        throw new GraphError('UPSTREAM_INVALID_RESPONSE', {
          system: 'SUPPORT',
          cause: new Error(`more than ${wholeLimit} pages of ${name}`),
        });
      const answer: Answer | null = await zendesk.get(`${root}/${path}`, {
        'page[size]': pageLimit,
        ...(cursor !== undefined && { 'page[after]': cursor }),
      });
      found.push(...expect.array(answer?.[name] as readonly Raw[] | undefined, name));
      const meta = expect.object(answer?.meta as { has_more: unknown; after_cursor: unknown } | undefined, 'meta');
      if (!expect.boolean(meta.has_more, 'meta.has_more')) return found;
      cursor = expect.string(meta.after_cursor, 'meta.after_cursor');
    }
  }

  return {
    async searchArticles(text, { first, after }) {
      const offset = after === null ? 0 : Number(after);
      if (!Number.isSafeInteger(offset) || offset < 0) throw badInput('after is not a cursor of this list.');
      // Counted among what everyone may read: a gap where something else was found would tell of it.
      const articles: Article[] = [];
      for (let page = 1; page <= searchLimit / pageLimit && articles.length <= offset + first; page += 1) {
        const { raw, hasMore } = await search({ query: text, per_page: pageLimit, page });
        articles.push(...articlesOf(raw));
        if (!hasMore) break;
      }
      const nodes = articles
        .slice(offset, offset + first)
        .map((article, index) => ({ ...article, position: String(offset + index + 1) }));
      return { nodes, hasNextPage: articles.length > offset + first };
    },

    async article(id) {
      const answer = await zendesk.getOne(`${root}/articles/${id}`);
      return answer && fromZendeskArticle(expect.object(answer.article as ZendeskArticle | undefined, 'article'));
    },

    async related({ id, labels, title }, first) {
      const about: Query = labels.length > 0 ? { label_names: labels.join(',') } : { query: title };
      const { raw } = await search({ ...about, per_page: first * 4 });
      return articlesOf(raw)
        .filter((article) => article.id !== id)
        .slice(0, first);
    },

    async sections() {
      const [sections, articles] = await Promise.all([
        all<{ id?: unknown; name?: unknown; position?: unknown }>('sections', 'sections'),
        all<ZendeskArticle>('articles', 'articles').then(articlesOf),
      ]);
      return (
        sections
          .map((section): HelpSection => {
            const id = String(expect.integer(section.id, 'section.id'));
            return {
              id,
              name: expect.string(section.name, 'section.name'),
              articles: articles.filter(({ sectionId }) => sectionId === id),
            };
          })
          // What nobody outside may read has no section either: its name alone could tell.
          .filter((section) => section.articles.length > 0)
      );
    },
  };
}
