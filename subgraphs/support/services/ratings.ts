import type { Outcome } from '@customer-graph/journal/idempotency';
import { refused } from '@customer-graph/protocol/outcome';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../context.ts';
import { isArticleId } from '../domain/help-center.ts';
import { unknownAddress, unknownArticle } from '../domain/refusals.ts';
import { refusalsOfRating } from '../domain/ticket-change.ts';
import { writeToHelpDesk } from './help-desk-writes.ts';
import type { TicketChange } from './ticket-changes.ts';
import type { WriteServices } from './write-services.ts';

/**
 * The address of the caller's person: the help desk accepts ratings and votes only from the person, whose address it must hold
 * to be verified. The token's issuer has verified the caller's, so that one is marked as verified.
 */
async function callerAddress({ source, personKeys }: WriteServices, { assertion }: Context): Promise<string | null> {
  const key = personKeys.own(assertion);
  const person = key === null ? null : await source.person(key);
  if (!person?.email) return null;
  const { principal } = assertion;
  const isOwn = principal.kind === 'CUSTOMER' && principal.email?.toLowerCase() === person.email.toLowerCase();
  if (!person.isVerified && isOwn) await withMinimumDeadline('SUPPORT', () => source.verifyPerson(person.id));
  return person.email;
}

/** Rates a ticket as the caller. */
export const rateAs =
  (
    services: WriteServices,
    { good, comment }: { readonly good: boolean; readonly comment: string | null },
    context: Context,
  ): TicketChange =>
  async (ticket) => {
    const refusals = refusalsOfRating(ticket, services.personKeys.own(context.assertion), comment);
    if (refusals.length > 0) return refused(...refusals);
    const address = await callerAddress(services, context);
    if (address === null) return refused(unknownAddress());
    return writeToHelpDesk(() => services.source.rate(ticket.id, address, good, comment));
  };

/** Votes for or against an article as the caller. A later vote replaces an earlier one. */
export async function vote(
  services: WriteServices,
  articleId: string,
  helpful: boolean,
  context: Context,
): Promise<Outcome<object>> {
  const article = isArticleId(articleId) ? await services.source.article(articleId) : null;
  if (!article) return refused(unknownArticle('articleId'));
  const address = await callerAddress(services, context);
  if (address === null) return refused(unknownAddress());
  return writeToHelpDesk(() => services.source.vote(articleId, address, helpful));
}
