import type { FastifyInstance } from 'fastify';
import { sendError } from './errors.ts';
import { cursorPage, isBeyondSearch, offsetPage, type Parameters } from './pages.ts';
import { presentArticle, presentSection } from './present.ts';
import type { Article, HelpDeskStore } from './store.ts';

type Route = { Params: { id: string }; Querystring: Parameters };

const textOf = (html: string): string => html.replace(/<[^>]*>/g, ' ');

/** The help centre with an agent's token, which also sees drafts and internal articles. */
export function registerHelpCenter(app: FastifyInstance, store: () => HelpDeskStore, baseOf: () => string): void {
  const show = (article: Article) => presentArticle(baseOf(), article);
  const listArticles = (articles: readonly Article[], query: Parameters) => {
    const { page, paging } = cursorPage(articles, ({ position }) => String(position).padStart(6, '0'), false, query);
    return { articles: page.map(show), ...paging };
  };

  for (const root of ['/api/v2/help_center', '/api/v2/help_center/en-us']) {
    app.get<Route>(`${root}/articles`, async ({ query }) => listArticles(store().all('articles'), query));
    app.get<Route>(`${root}/articles/:id`, async ({ params }, reply) => {
      const article = store().get('articles', Number(params.id));
      return article ? reply.send({ article: show(article) }) : sendError(reply, 404);
    });
    app.get<Route>(`${root}/sections`, async ({ query }) => {
      const { page, paging } = cursorPage(
        store().all('sections'),
        ({ position }) => String(position).padStart(6, '0'),
        false,
        query,
      );
      return { sections: page.map((section) => presentSection(baseOf(), section)), ...paging };
    });
    app.get<Route>(`${root}/sections/:id/articles`, async ({ params, query }, reply) => {
      if (!store().get('sections', Number(params.id))) return sendError(reply, 404);
      return reply.send(
        listArticles(
          store()
            .all('articles')
            .filter(({ section_id: id }) => id === Number(params.id)),
          query,
        ),
      );
    });
  }

  app.get<Route>('/api/v2/help_center/articles/search', async ({ query }, reply) => {
    const labels = query.label_names?.split(',');
    const words = (query.query ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    if (labels === undefined && words.length === 0) return sendError(reply, 400);
    if (isBeyondSearch(query)) return sendError(reply, 422);
    const score = (article: Article) =>
      words.filter((word) => `${article.title} ${textOf(article.body)}`.toLowerCase().includes(word)).length;
    const found = store()
      .all('articles')
      .filter((article) => (labels ? article.label_names.some((label) => labels.includes(label)) : score(article) > 0))
      .sort((a, b) => score(b) - score(a) || a.id - b.id);
    const { page, paging } = offsetPage(found, query, `${baseOf()}/api/v2/help_center/articles/search.json`);
    return reply.send({
      results: page.map((article) => ({
        ...show(article),
        snippet: `<em>${article.title}</em> ${textOf(article.body).slice(0, 80)}`,
      })),
      ...paging,
    });
  });
}
