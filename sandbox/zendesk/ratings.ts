import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sendError } from './errors.ts';
import type { HelpDeskStore } from './store.ts';
import { now } from './timestamp.ts';

type Route = { Params: { id: string } };

const rating = z.object({
  satisfaction_rating: z.object({ score: z.enum(['good', 'bad']), comment: z.string().optional() }),
});

/** Satisfaction ratings of tickets, and votes on articles. */
export function registerRatings(app: FastifyInstance, store: () => HelpDeskStore, baseOf: () => string): void {
  app.post<Route>('/api/v2/tickets/:id/satisfaction_rating', async (request, reply) => {
    const ticket = store().get('tickets', Number(request.params.id));
    if (!ticket) return sendError(reply, 404);
    // Zendesk API, "Satisfaction ratings": only the requester can rate a ticket, and only after it is solved.
    if (request.actor?.id !== ticket.requester_id) return sendError(reply, 403);
    const parsed = rating.safeParse(request.body);
    if (!parsed.success || (ticket.status !== 'solved' && ticket.status !== 'closed')) return sendError(reply, 422);
    const { score, comment: text } = parsed.data.satisfaction_rating;
    const saved = { id: store().nextId(), score, comment: text ?? null };
    store().put('tickets', { ...ticket, satisfaction_rating: saved, updated_at: now() });
    return reply.send({
      satisfaction_rating: [
        {
          ...saved,
          comment: saved.comment ?? '',
          ticket_id: ticket.id,
          requester_id: ticket.requester_id,
          assignee_id: ticket.assignee_id,
          group_id: 360_000_000_001,
          created_at: now(),
          updated_at: now(),
          url: `${baseOf()}/api/v2/satisfaction_ratings/${saved.id}.json`,
        },
      ],
    });
  });

  for (const [direction, value] of [
    ['up', 1],
    ['down', -1],
  ] as const) {
    app.post<Route>(`/api/v2/help_center/articles/:id/${direction}`, async (request, reply) => {
      const article = store().get('articles', Number(request.params.id));
      if (!article) return sendError(reply, 404);
      const userId = request.actor?.id ?? 370_000_900_001;
      const before = store()
        .all('votes')
        .find((vote) => vote.item_id === article.id && vote.user_id === userId);
      const vote = store().put(
        'votes',
        before
          ? { ...before, value, updated_at: now() }
          : { id: store().nextId(), user_id: userId, item_id: article.id, value, created_at: now(), updated_at: now() },
      );
      store().put('articles', {
        ...article,
        vote_sum: article.vote_sum - (before?.value ?? 0) + value,
        vote_count: article.vote_count + (before ? 0 : 1),
      });
      return reply.send({
        vote: { ...vote, item_type: 'Article', url: `${baseOf()}/api/v2/help_center/votes/${vote.id}.json` },
      });
    });
  }
}
