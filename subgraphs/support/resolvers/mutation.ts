import { createHash } from 'node:crypto';
import { z } from 'zod';
import { GraphError } from '../../shared/errors.ts';
import type { Attempt, Begun, Once, Outcome } from '../../shared/journal/once.ts';
import { finishing, named } from '../../shared/mutation.ts';
import { userError, type UserError } from '../../shared/user-error.ts';
import type { Context } from '../context.ts';
import { isArticleId } from '../domain/help-center.ts';
import type { Ticket } from '../domain/ticket.ts';
import { refusalsOfRating, refusalsOfText } from '../domain/ticket-change.ts';
import type { MutationResolvers } from '../generated/schema.ts';
import type { Person, SupportSource } from '../port.ts';
import type { UploadTokens } from '../uploads.ts';
import { supportOf } from './account.ts';
import { contactOf, organizationOf, ticketFor } from './ownership.ts';
import type { SupportParent } from './support.ts';
import { ofAccount, type TicketParent } from './ticket.ts';

export interface MutationOptions {
  readonly source: SupportSource;
  readonly once: Once;
  readonly uploads: UploadTokens;
}

const refused = (...userErrors: UserError[]) => ({ refused: userErrors });
const opened = z.object({ ticketId: z.string() });
const nothing = z.object({});
const done = { done: {} };

const unknownTicket = (): UserError => userError('NOT_FOUND', 'The account has no such ticket.', 'ticketId');
const notTaken = (): UserError => userError('INVALID_INPUT', 'The help desk does not take one of these values.');

export function createMutationResolvers({ source, once, uploads }: MutationOptions): MutationResolvers {
  const attempt = (
    mutation: string,
    tenant: string | null,
    input: { readonly idempotencyKey?: string | null },
    { assertion }: Context,
  ): Attempt => ({
    mutation,
    tenant,
    input,
    principal: assertion.principal,
    deadline: assertion.deadline,
  });

  const supportFor = (accountId: string, context: Context): SupportParent | null =>
    supportOf(named(accountId, context));

  /** Whom the help desk takes what they say from: the person, or somebody who stands for staff and partners in this account. */
  async function speaker({ account }: SupportParent, { assertion: { principal } }: Context): Promise<Person> {
    if (principal.kind === 'ANONYMOUS') throw new GraphError('UNAUTHENTICATED');
    const contactId = principal.kind === 'CUSTOMER' ? principal.contactId : null;
    const key =
      contactId ??
      `graph-${createHash('sha256')
        .update(JSON.stringify([principal.kind, principal.subject, account.id]))
        .digest('hex')
        .slice(0, 32)}`;
    const known = await source.person(key);
    if (known) return known;
    // Staff and partners have no address here: the help desk would mail them, and could take them for an agent of its own.
    const email = principal.kind === 'CUSTOMER' ? principal.email : null;
    return source.addPerson({ key, name: principal.name ?? email ?? 'Customer', email });
  }

  /** The help desk's own tokens; null where one is not the caller's. */
  async function unsealed(
    tokens: readonly string[],
    { assertion }: Context,
  ): Promise<{ readonly wrong: UserError } | { readonly tokens: readonly string[] }> {
    const opened = await Promise.all(tokens.map((token) => uploads.open(token, assertion.principal)));
    const wrong = opened.indexOf(null);
    if (wrong >= 0)
      return { wrong: userError('NOT_FOUND', 'You have no such upload, or it is too old.', 'uploads', String(wrong)) };
    return { tokens: opened.filter((token) => token !== null) };
  }

  /** Something with one ticket of the account, and the ticket as it is afterwards. */
  async function withTicket(
    mutation: string,
    input: { readonly accountId: string; readonly ticketId: string; readonly idempotencyKey?: string | null },
    context: Context,
    work: (ticket: Ticket, support: SupportParent, begun: Begun) => Promise<Outcome<object>>,
  ): Promise<{ ticket: TicketParent | null; userErrors: UserError[] }> {
    const support = supportFor(input.accountId, context);
    const outcome = await once(
      attempt(mutation, named(input.accountId, context).id, input, context),
      nothing,
      async (begun) => {
        const ticket = support && (await ticketFor(source, support, input.ticketId, context));
        return ticket ? work(ticket, support, begun) : refused(unknownTicket());
      },
    );
    if ('refused' in outcome || support === null)
      return { ticket: null, userErrors: 'refused' in outcome ? [...outcome.refused] : [unknownTicket()] };
    const ticket = await ticketFor(source, support, input.ticketId, context);
    return { ticket: ticket && ofAccount(support.account)(ticket), userErrors: [] };
  }

  const isClosed = (ticket: Ticket): boolean => ticket.status === 'CLOSED';
  const closed = () => refused(userError('CONFLICT', 'The ticket is closed for good: raise another.', 'ticketId'));

  return {
    async openTicket(_parent, { input }, context) {
      const support = supportFor(input.accountId, context);
      const { subject, body, priority = null, kind = null, uploads: given } = input;
      const articleId = input.context?.articleId ?? null;
      const outcome = await once(
        attempt('openTicket', named(input.accountId, context).id, input, context),
        opened,
        async ({ key }) => {
          const userErrors = [
            ...refusalsOfText({ subject, body, uploads: given ?? [] }),
            ...(priority === 'OTHER'
              ? [userError('INVALID_INPUT', 'priority must be one that there is.', 'priority')]
              : []),
            ...(kind === 'OTHER' ? [userError('INVALID_INPUT', 'kind must be one that there is.', 'kind')] : []),
          ];
          if (userErrors.length > 0) return refused(...userErrors);
          const organizationId = support && (await organizationOf(support, context.loaders));
          if (!support || organizationId === null)
            return refused(userError('CONFLICT', 'The help desk does not know the account.', 'accountId'));
          const [files, article] = await Promise.all([
            unsealed(given ?? [], context),
            articleId === null ? null : context.loaders.article.load(articleId),
          ]);
          if ('wrong' in files) return refused(files.wrong);
          if (articleId !== null && article === null)
            return refused(userError('NOT_FOUND', 'There is no such article.', 'context', 'articleId'));
          return finishing('SUPPORT', async () => {
            const { id: requesterId, organizationId: home } = await speaker(support, context);
            if (home !== organizationId) await source.joinOrganization(requesterId, organizationId);
            const pageUrl = input.context?.pageUrl ?? null;
            const ticketId = await source.openTicket(
              { requesterId, organizationId, subject, body, priority, kind, articleId, pageUrl, uploads: files.tokens },
              key,
            );
            if (ticketId === null) return refused(notTaken());
            context.followUps.add(`ticket:${ticketId}`);
            return { done: { ticketId } };
          });
        },
      );
      if ('refused' in outcome || !support)
        return { ticket: null, userErrors: 'refused' in outcome ? [...outcome.refused] : [] };
      const ticket = await source.ticket(support.organizationKeys, outcome.done.ticketId);
      // The help desk has put it elsewhere, or away: what was asked for cannot be shown.
      if (!ticket) throw new GraphError('UPSTREAM_INVALID_RESPONSE', { system: 'SUPPORT' });
      return { ticket: ofAccount(support.account)(ticket), userErrors: [] };
    },

    replyToTicket: (_parent, { input }, context) =>
      withTicket('replyToTicket', input, context, async (ticket, support, { key, isRepeat }) => {
        const { body, uploads: given } = input;
        // The help desk takes a reply as often as it is sent: whether it was is looked up before anything else has changed what may be said.
        if (isRepeat && (await source.hasReply(ticket.id, key))) return done;
        const userErrors = refusalsOfText({ body, uploads: given ?? [] });
        if (userErrors.length > 0) return refused(...userErrors);
        if (isClosed(ticket)) return closed();
        const files = await unsealed(given ?? [], context);
        if ('wrong' in files) return refused(files.wrong);
        return finishing('SUPPORT', async () => {
          const { id: authorId } = await speaker(support, context);
          const reopens = ticket.status === 'SOLVED' || ticket.status === 'PENDING';
          return (await source.reply(ticket.id, { authorId, body, uploads: files.tokens, marker: key, reopens })) ===
            'DONE'
            ? done
            : refused(notTaken());
        });
      }),

    solveTicket: (_parent, { input }, context) =>
      withTicket('solveTicket', input, context, async (ticket) => {
        if (isClosed(ticket)) return closed();
        if (ticket.status === 'SOLVED') return done;
        return (await finishing('SUPPORT', () => source.setStatus(ticket.id, 'SOLVED'))) === 'DONE'
          ? done
          : refused(notTaken());
      }),

    reopenTicket: (_parent, { input }, context) =>
      withTicket('reopenTicket', input, context, async (ticket) => {
        if (isClosed(ticket)) return closed();
        if (ticket.status !== 'SOLVED') return done;
        return (await finishing('SUPPORT', () => source.setStatus(ticket.id, 'OPEN'))) === 'DONE'
          ? done
          : refused(notTaken());
      }),

    rateTicket: (_parent, { input }, context) =>
      withTicket('rateTicket', input, context, async (ticket) => {
        const comment = input.comment ?? null;
        const userErrors = refusalsOfRating(comment);
        if (userErrors.length > 0) return refused(...userErrors);
        const contactId = contactOf(context.assertion);
        if (contactId === null || ticket.requesterKey !== contactId)
          return refused(userError('NOT_ALLOWED', 'Only the person who raised a ticket rates it.', 'ticketId'));
        if (ticket.status !== 'SOLVED' && !isClosed(ticket))
          return refused(userError('CONFLICT', 'A ticket is rated once it is solved.', 'ticketId'));
        const person = await source.person(contactId);
        if (!person?.email) return refused(userError('NOT_ALLOWED', 'The help desk has no e-mail address of yours.'));
        const { email } = person;
        return (await finishing('SUPPORT', () => source.rate(ticket.id, email, input.good, comment))) === 'DONE'
          ? done
          : refused(notTaken());
      }),

    async voteForArticle(_parent, { input }, context) {
      const { articleId, helpful } = input;
      const contactId = contactOf(context.assertion);
      const outcome = await once(attempt('voteForArticle', null, input, context), nothing, async () => {
        const article = isArticleId(articleId) ? await source.article(articleId) : null;
        if (!article) return refused(userError('NOT_FOUND', 'There is no such article.', 'articleId'));
        const person = contactId === null ? null : await source.person(contactId);
        if (!person?.email)
          return refused(
            userError('NOT_ALLOWED', 'Only people whom the help desk knows by their e-mail address have a vote.'),
          );
        const { email } = person;
        return (await finishing('SUPPORT', () => source.vote(articleId, email, helpful))) === 'DONE'
          ? done
          : refused(notTaken());
      });
      if ('refused' in outcome) return { article: null, userErrors: [...outcome.refused] };
      return { article: await source.article(articleId), userErrors: [] };
    },
  };
}
