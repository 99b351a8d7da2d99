import { z } from 'zod';
import type { Article } from '../../domain/help-center.ts';
import { parseAnswer, type ZendeskObject } from '../answers.ts';
import { snippetOf } from './snippet.ts';
import { identifier, optionalText, time } from './values.ts';

const visibility = z.object({
  draft: z.boolean(),
  user_segment_id: z.unknown().optional(),
  user_segment_ids: z.array(z.unknown()).nullish(),
});

/** Zendesk Help Center API, "Articles". */
const zendeskArticle = z.object({
  id: identifier,
  section_id: identifier,
  title: z.string(),
  body: optionalText,
  snippet: optionalText,
  html_url: z.string(),
  updated_at: time,
  vote_sum: z.int(),
  vote_count: z.int(),
  label_names: z.array(z.string()),
});

/** Returns null for a draft, and for an article that not everyone may read. */
export function fromZendeskArticle(raw: ZendeskObject): Article | null {
  const { draft, user_segment_id: segment, user_segment_ids: segments } = parseAnswer(visibility, raw, 'article');
  // Only an explicit null is public: an answer without the field says nothing about access.
  if (draft || segment !== null || (segments ?? []).length > 0) return null;
  const article = parseAnswer(zendeskArticle, raw, 'article');
  return {
    id: article.id,
    sectionId: article.section_id,
    title: article.title,
    snippet: snippetOf(article.snippet ?? article.body),
    htmlBody: article.body,
    url: article.html_url,
    updatedAt: article.updated_at,
    // vote_sum counts a vote against as -1.
    helpfulVotes: Math.floor((article.vote_count + article.vote_sum) / 2),
    totalVotes: article.vote_count,
    labels: article.label_names,
  };
}
