import { z } from 'zod';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import { identifier, int32, text } from '@customer-graph/upstream/shapes';
import type { Article } from '../../domain/help-center.ts';
import { parse, type ZendeskObject } from '../answers.ts';
import { snippetOf } from './snippet.ts';
import { optionalText, time } from './values.ts';

const visibility = z.object({
  draft: z.boolean(),
  user_segment_id: z.unknown().optional(),
  user_segment_ids: z.array(z.unknown()).nullish(),
});

/** Zendesk Help Center API, "Articles". */
const identity = z.object({ id: identifier, section_id: identifier });
const labels = z.array(text);
const votes = z.object({ vote_sum: int32, vote_count: int32 });

/** Returns null for a draft, and for an article that not everyone may read. */
export function fromZendeskArticle(raw: ZendeskObject): Article | null {
  const { draft, user_segment_id: segment, user_segment_ids: segments } = parse(visibility, raw, 'article');
  // Only an explicit null is public: an answer without the field says nothing about access.
  if (draft || segment !== null || (segments ?? []).length > 0) return null;
  const { id, section_id: sectionId } = parse(identity, raw, 'article');
  return fieldByField<Article>({
    id: () => id,
    sectionId: () => sectionId,
    title: () => parse(text, raw.title, 'article.title'),
    snippet: () => snippetOf(parse(optionalText, raw.snippet ?? raw.body, 'article.snippet')),
    htmlBody: () => parse(optionalText, raw.body, 'article.body'),
    url: () => parse(text, raw.html_url, 'article.html_url'),
    updatedAt: () => parse(time, raw.updated_at, 'article.updated_at'),
    helpfulVotes() {
      const { vote_count: count, vote_sum: sum } = parse(votes, raw, 'article');
      // vote_sum counts a vote against as -1.
      return Math.floor((count + sum) / 2);
    },
    totalVotes: () => parse(int32, raw.vote_count, 'article.vote_count'),
    labels: () => parse(labels, raw.label_names, 'article.label_names'),
  });
}
