import { createExpect } from '../../shared/upstream/expect.ts';
import { GraphError } from '../../shared/errors.ts';
import type { ContextFields } from '../config.ts';
import type { Person, SupportSource, Written } from '../port.ts';
import type { Zendesk } from './client.ts';
import { toZendeskTicket, type ZendeskRecord, toZendeskField } from './mapping.ts';
import { pageLimit } from './pages.ts';

type Changes = Pick<
  SupportSource,
  | 'person'
  | 'addPerson'
  | 'joinOrganization'
  | 'openTicket'
  | 'hasReply'
  | 'reply'
  | 'setStatus'
  | 'rate'
  | 'vote'
  | 'upload'
  | 'recordPlan'
>;

const expect = createExpect('SUPPORT');

/** Zendesk API, "Ticket audits, metadata": what is given with a change stands in the audit's custom metadata, where only agents look. */
const markerName = 'graph_reply';

function fromZendeskPerson(
  user: ZendeskRecord & { readonly email?: unknown; readonly organization_id?: unknown },
): Person {
  const organization = expect.optionalInteger(user.organization_id, 'user.organization_id');
  return {
    id: String(expect.integer(user.id, 'user.id')),
    email: expect.optionalString(user.email, 'user.email'),
    organizationId: organization === null ? null : String(organization),
  };
}

const written = (answer: unknown): Written => (answer === null ? 'REFUSED' : 'DONE');

export function createChanges(zendesk: Zendesk, fields: ContextFields): Changes {
  return {
    async person(key) {
      const answer = await zendesk.get('users/show_many', { external_ids: key });
      const [match, second] = expect
        .array(answer?.users as readonly ZendeskRecord[] | undefined, 'users')
        .filter((user) => user.external_id === key);
      return match && !second ? fromZendeskPerson(match) : null;
    },

    async addPerson({ key, name, email }) {
      // No role: whoever is new is an end user, and somebody's agent stays one.
      const user = { external_id: key, name, ...(email !== null && { email }) };
      const answer = await zendesk.write('POST', 'users/create_or_update', { user });
      if (answer === null)
        throw new GraphError('UPSTREAM_INVALID_RESPONSE', {
          system: 'SUPPORT',
          cause: new Error('the user was not taken'),
        });
      return fromZendeskPerson(expect.object(answer.user as ZendeskRecord | undefined, 'user'));
    },

    async joinOrganization(personId, organizationId) {
      // 422: they are in it already, or may be in one alone; then the ticket says so.
      await zendesk.write('POST', 'organization_memberships', {
        organization_membership: { user_id: Number(personId), organization_id: Number(organizationId) },
      });
    },

    async openTicket(ticket, key) {
      const answer = await zendesk.write(
        'POST',
        'tickets',
        { ticket: toZendeskTicket(ticket, fields) },
        { idempotencyKey: key },
      );
      if (answer === null) return null;
      return String(
        expect.integer(expect.object(answer.ticket as { id?: unknown } | undefined, 'ticket').id, 'ticket.id'),
      );
    },

    async hasReply(ticketId, marker) {
      const answer = await zendesk.get(`tickets/${ticketId}/comments`, {
        sort: '-created_at',
        'page[size]': pageLimit,
      });
      const comments = expect.array(
        answer?.comments as readonly { metadata?: { custom?: Readonly<Record<string, unknown>> } }[] | undefined,
        'comments',
      );
      return comments.some(({ metadata }) => metadata?.custom?.[markerName] === marker);
    },

    async reply(ticketId, { authorId, body, uploads, marker, reopens }) {
      const comment = {
        body,
        public: true,
        author_id: Number(authorId),
        ...(uploads.length > 0 && { uploads: [...uploads] }),
      };
      return written(
        await zendesk.write('PUT', `tickets/${ticketId}`, {
          ticket: { comment, metadata: { [markerName]: marker }, ...(reopens && { status: 'open' }) },
        }),
      );
    },

    setStatus: async (ticketId, status) =>
      written(
        await zendesk.write('PUT', `tickets/${ticketId}`, {
          ticket: { status: status === 'SOLVED' ? 'solved' : 'open' },
        }),
      ),

    async rate(ticketId, as, good, comment) {
      const rating = { score: good ? 'good' : 'bad', ...(comment !== null && { comment }) };
      return written(
        await zendesk.write('POST', `tickets/${ticketId}/satisfaction_rating`, { satisfaction_rating: rating }, { as }),
      );
    },

    vote: async (articleId, as, helpful) =>
      written(await zendesk.write('POST', `help_center/articles/${articleId}/${helpful ? 'up' : 'down'}`, {}, { as })),

    async recordPlan(ticketId, planKey) {
      if (fields.planKey !== null)
        await zendesk.write('PUT', `tickets/${ticketId}`, {
          ticket: { custom_fields: [toZendeskField(fields.planKey, 'Plan', planKey)] },
        });
    },

    async upload({ fileName, contentType, content }) {
      const answer = await zendesk.upload(fileName, contentType, content);
      return expect.string(
        expect.object(answer.upload as { token?: unknown } | undefined, 'upload').token,
        'upload.token',
      );
    },
  };
}
