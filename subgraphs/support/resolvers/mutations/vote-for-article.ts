import { z } from 'zod';
import type { MutationResolvers } from '../../generated/schema.ts';
import { vote } from '../../services/ratings.ts';
import { attemptOf, type WriteServices } from '../../services/write-services.ts';

export const createVoteForArticle =
  (services: WriteServices): NonNullable<MutationResolvers['voteForArticle']> =>
  async (_parent, { input }, context) => {
    const { articleId, helpful } = input;
    const outcome = await services.runOnce(attemptOf('voteForArticle', null, input, context), z.object({}), () =>
      vote(services, articleId, helpful, context),
    );
    if ('refused' in outcome) return { article: null, userErrors: [...outcome.refused] };
    return { article: await services.source.article(articleId), userErrors: [] };
  };
