import type { Outcome } from '@customer-graph/journal/idempotency';
import { refused } from '@customer-graph/protocol/outcome';
import { contactIdOf } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../context.ts';
import { isArticleId } from '../domain/help-center.ts';
import { unknownAddress, unknownArticle } from '../domain/refusals.ts';
import { refusalsOfRating } from '../domain/ticket-change.ts';
import type { SupportSource } from '../port.ts';
import { writeToHelpDesk } from './help-desk-writes.ts';
import type { TicketChange } from './ticket-changes.ts';
import type { WriteServices } from './write-services.ts';

/** The help desk accepts ratings and votes only from the person, who is identified by e-mail address. */
async function callerAddress(source: SupportSource, { assertion }: Context): Promise<string | null> {
  const contactId = contactIdOf(assertion);
  const person = contactId === null ? null : await source.person(contactId);
  return person?.email || null;
}

/** Rates a ticket as the caller. */
export const rateAs =
  (
    { source }: WriteServices,
    { good, comment }: { readonly good: boolean; readonly comment: string | null },
    context: Context,
  ): TicketChange =>
  async (ticket) => {
    const refusals = refusalsOfRating(ticket, contactIdOf(context.assertion), comment);
    if (refusals.length > 0) return refused(...refusals);
    const address = await callerAddress(source, context);
    if (address === null) return refused(unknownAddress());
    return writeToHelpDesk(() => source.rate(ticket.id, address, good, comment));
  };

/** Votes for or against an article as the caller. A later vote replaces an earlier one. */
export async function vote(
  { source }: WriteServices,
  articleId: string,
  helpful: boolean,
  context: Context,
): Promise<Outcome<object>> {
  const article = isArticleId(articleId) ? await source.article(articleId) : null;
  if (!article) return refused(unknownArticle('articleId'));
  const address = await callerAddress(source, context);
  if (address === null) return refused(unknownAddress());
  return writeToHelpDesk(() => source.vote(articleId, address, helpful));
}
