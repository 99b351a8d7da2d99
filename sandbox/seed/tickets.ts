import { contentPath } from '../zendesk/attachments.ts';
import type { Attachment, HelpDeskStore } from '../zendesk/store.ts';
import { companyIndex, type SeedCompany } from './company.ts';
import { itemAt } from './item-at.ts';
import { createRandom } from './random.ts';
import {
  agentIds,
  articleId,
  contextFields,
  organizationId,
  supportCanary,
  unmappedField,
  userId,
  type TimeOf,
} from './support-ids.ts';

export const ticketCount = 5_000;

const subjects = [
  'Export to CSV stops half-way',
  'How do I add a colleague?',
  'Invoice shows the old address',
  'Single sign-on asks twice',
  'API answers 429',
  'Import of contacts fails',
  'Report is empty',
  'Please change our plan',
  'Dashboard is slow',
  'Webhook is not delivered',
] as const;
const statuses = ['solved', 'open', 'pending', 'hold', 'new', 'closed'] as const;
const priorities = ['low', 'normal', 'high', 'urgent', null] as const;
const types = ['question', 'incident', 'problem', 'task', null] as const;
const scores = ['good', 'bad', 'offered', 'unoffered'] as const;

/** Seeds tickets with conversations, each with an internal note. */
export function seedTickets(store: HelpDeskStore, companies: readonly SeedCompany[], time: TimeOf): void {
  const random = createRandom(5_000);
  let commentId = 390_000_000_000;
  const membersOf = (company: SeedCompany) => company.people.filter(({ role }) => role !== null);

  for (let index = 0; index < ticketCount; index += 1) {
    const id = index + 1;
    // The first tickets belong to the demo account, the next to the other customer, and the rest to all.
    const company =
      index < 40
        ? itemAt(companies, 0)
        : index < 60
          ? (companies.find((known) => known.index === companyIndex.other) ?? itemAt(companies, 0))
          : itemAt(companies, index);
    const isDemo = company.index === companyIndex.demo;
    const people = membersOf(company);
    const requester = userId(itemAt(people, isDemo ? index % 4 : index).id);
    const age = isDemo && index < 40 ? 2 + index * 2 : 90 + random.integer(1, 300);
    const answers = isDemo ? 2 + (index % 3) : random.integer(0, 3);
    const isInternal = index % 50 === 17;
    const subject = isInternal ? supportCanary('internal-subject', id) : itemAt(subjects, index);
    const agent = itemAt(agentIds, index);
    const comments: { author: number; body: string; isPublic: boolean; attachments: Attachment[] }[] = [
      {
        author: isInternal ? agent : requester,
        body: isInternal ? supportCanary('internal-ticket', id) : `${subject}. What can I do?`,
        isPublic: !isInternal,
        attachments: isDemo && index % 4 === 0 ? [attachment(id, 'screenshot.png', 'image/png')] : [],
      },
      ...Array.from({ length: answers }, (_, turn) => ({
        author: turn % 2 === 0 ? agent : requester,
        body: turn % 2 === 0 ? 'Thank you for the report. We are looking into it.' : 'It still happens.',
        isPublic: !isInternal,
        attachments: [],
      })),
      {
        author: agent,
        body: supportCanary('note', id),
        isPublic: false,
        attachments: [attachment(id, supportCanary('file', id), 'text/plain', 395_000_500_000 + id)],
      },
    ];
    comments.forEach(({ author, body, isPublic, attachments }, turn) => {
      commentId += 1;
      store.put('comments', {
        id: commentId,
        ticket_id: id,
        author_id: author,
        body,
        html_body: `<div class="zd-comment"><p>${body}</p></div>`,
        public: isPublic,
        attachments,
        created_at: time(age, 540 + turn * 30),
      });
    });
    const status = isDemo
      ? itemAt(statuses, index)
      : random.next() < 0.7
        ? itemAt(['solved', 'closed'], index)
        : itemAt(statuses, index);
    const score = status === 'solved' || status === 'closed' ? itemAt(scores, index) : 'unoffered';
    store.put('tickets', {
      id,
      subject,
      description: comments[0]?.body ?? '',
      status,
      priority: isDemo ? itemAt(priorities, index % 4) : itemAt(priorities, index),
      type: isDemo ? itemAt(types, index % 4) : itemAt(types, index),
      requester_id: requester,
      submitter_id: requester,
      assignee_id: status === 'new' ? null : agent,
      organization_id: organizationId(company.index),
      is_public: !isInternal,
      tags: [supportCanary('tag', id)],
      custom_fields: [
        { id: contextFields.article, value: isDemo || index % 5 === 0 ? String(articleId(index % 40)) : null },
        {
          id: contextFields.pageUrl,
          value: isDemo || index % 5 === 0 ? `https://app.sandbox.example/page/${index % 20}` : null,
        },
        { id: contextFields.plan, value: isDemo || index % 5 === 0 ? company.plan : null },
        { id: unmappedField, value: supportCanary('field', id) },
      ],
      satisfaction_rating: {
        score,
        ...((score === 'good' || score === 'bad') && {
          id: 385_000_000_000 + id,
          comment: score === 'good' ? 'Fast and friendly' : 'Took too long',
        }),
      },
      created_at: time(age, 540),
      updated_at: time(age, 540 + comments.length * 30),
    });
  }
  // A member of the demo account requests a ticket for the other customer, so the ticket must stay the other's.
  const guest = itemAt(itemAt(companies, 0).people, 2);
  store.put('tickets', {
    ...requireRecord(store.get('tickets', 41)),
    requester_id: userId(guest.id),
    subject: supportCanary('other-organization', 41),
  });
}

const attachment = (
  ticketId: number,
  fileName: string,
  contentType: string,
  id = 395_000_000_000 + ticketId,
): Attachment => ({
  id,
  file_name: fileName,
  content_type: contentType,
  content_url: `https://help.sandbox.example${contentPath(id, fileName)}`,
  size: 4_096 + ticketId,
  inline: false,
  deleted: false,
  malware_scan_result: 'malware_not_found',
});

function requireRecord<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The seed lacks a record.');
  return value;
}
