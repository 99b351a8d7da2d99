import { createHelpDeskStore, type Attachment, type HelpDeskStore, type User } from '../zendesk/store.ts';
import { places, type SeedCompany, type SeedPerson } from './company.ts';
import { createRandom } from './random.ts';

export const ticketCount = 5_000;
export const articleCount = 80;

/** Ticket fields that hold what the customer was reading. */
export const contextFields = { article: 360_000_100_001, pageUrl: 360_000_100_002, plan: 360_000_100_003 } as const;
/** A ticket field that no configuration names. */
const unmappedField = 360_000_100_009;

export const organizationId = (index: number): number => 360_000_000_100 + index;
export const userId = (contactId: string): number => 370_000_000_000 + (Number(contactId) - 12_000_000_000);
export const articleId = (index: number): number => 380_000_000_001 + index;
const agentIds = [370_000_900_001, 370_000_900_002, 370_000_900_003] as const;

const day = 86_400_000;
const supportCanary = (what: string, id: number | string): string => `CANARY-support-${what}-${id}`;

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
const topics = ['exports', 'team', 'invoices', 'single sign-on', 'api', 'imports', 'reports', 'plans'] as const;
const statuses = ['solved', 'open', 'pending', 'hold', 'new', 'closed'] as const;
const priorities = ['low', 'normal', 'high', 'urgent', null] as const;
const types = ['question', 'incident', 'problem', 'task', null] as const;
const scores = ['good', 'bad', 'offered', 'unoffered'] as const;

const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('an empty list');
  return item;
};

/** The help desk of the same companies: 5,000 tickets, conversations with internal notes, and a help centre. */
export function seedSupport(
  companies: readonly SeedCompany[],
  options: { readonly searchLagMs: number },
): HelpDeskStore {
  const store = createHelpDeskStore(options);
  const midnight = Math.floor(Date.now() / day) * day;
  const time = (daysAgo: number, minutes = 0): string =>
    new Date(midnight - daysAgo * day + minutes * 60_000).toISOString().replace('.000Z', 'Z');
  const made = { created_at: time(500), updated_at: time(400) };

  for (const [index, id] of agentIds.entries()) {
    const role = index === 0 ? 'admin' : 'agent';
    store.put('users', {
      id,
      external_id: null,
      name: index === 1 ? supportCanary('agent-name', index) : at(['Ada Agent', 'Hiro Help', 'Sam Support'], index),
      ...(index === 1 && { alias: 'Hiro Help' }),
      email: `agent${index}@vendor.example`,
      role,
      organization_id: null,
      ...made,
    });
  }
  for (const company of companies) {
    if (company.index === places.noOrganization) continue;
    store.put('organizations', {
      id: organizationId(company.index),
      external_id: company.id,
      name: company.name,
      ...made,
    });
    for (const person of company.people) store.put('users', seedUser(person, company, made));
  }
  for (const [id, title] of [
    [contextFields.article, 'Article read'],
    [contextFields.pageUrl, 'Page'],
    [contextFields.plan, 'Plan'],
    [unmappedField, 'Internal cause'],
  ] as const) {
    store.put('ticket_fields', { id, type: 'text', title });
  }
  seedTickets(
    store,
    companies.filter(({ index }) => index !== places.noOrganization),
    time,
  );
  seedHelpCenter(store, time);
  store.settle();
  return store;
}

const seedUser = (
  person: SeedPerson,
  company: SeedCompany,
  made: { created_at: string; updated_at: string },
): User => ({
  id: userId(person.id),
  external_id: person.id,
  name: `${person.firstName} ${person.lastName}`,
  email: person.email,
  role: 'end-user',
  organization_id: organizationId(company.index),
  ...made,
});

function seedTickets(
  store: HelpDeskStore,
  companies: readonly SeedCompany[],
  time: (daysAgo: number, minutes?: number) => string,
): void {
  const random = createRandom(5_000);
  let commentId = 390_000_000_000;
  const own = (company: SeedCompany) => company.people.filter(({ role }) => role !== null);

  for (let place = 0; place < ticketCount; place += 1) {
    const id = place + 1;
    // The first belong to the demo account, the next to the other customer; the rest are spread.
    const company =
      place < 40
        ? at(companies, 0)
        : place < 60
          ? (companies.find(({ index }) => index === places.other) ?? at(companies, 0))
          : at(companies, place);
    const isDemo = company.index === places.demo;
    const people = own(company);
    const requester = userId(at(people, isDemo ? place % 4 : place).id);
    const age = isDemo && place < 40 ? 2 + place * 2 : 90 + random.integer(1, 300);
    const answers = isDemo ? 2 + (place % 3) : random.integer(0, 3);
    const isInternal = place % 50 === 17;
    const subject = isInternal ? supportCanary('internal-subject', id) : at(subjects, place);
    const agent = at(agentIds, place);
    const comments: { author: number; body: string; isPublic: boolean; attachments: Attachment[] }[] = [
      {
        author: isInternal ? agent : requester,
        body: isInternal ? supportCanary('internal-ticket', id) : `${subject}. What can I do?`,
        isPublic: !isInternal,
        attachments: isDemo && place % 4 === 0 ? [attachment(id, 'screenshot.png', 'image/png')] : [],
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
        attachments: [{ ...attachment(id, supportCanary('file', id), 'text/plain'), id: 395_000_500_000 + id }],
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
      ? at(statuses, place)
      : random.next() < 0.7
        ? at(['solved', 'closed'], place)
        : at(statuses, place);
    const score = status === 'solved' || status === 'closed' ? at(scores, place) : 'unoffered';
    store.put('tickets', {
      id,
      subject,
      description: comments[0]?.body ?? '',
      status,
      priority: isDemo ? at(priorities, place % 4) : at(priorities, place),
      type: isDemo ? at(types, place % 4) : at(types, place),
      requester_id: requester,
      submitter_id: requester,
      assignee_id: status === 'new' ? null : agent,
      organization_id: organizationId(company.index),
      is_public: !isInternal,
      tags: [supportCanary('tag', id)],
      custom_fields: [
        { id: contextFields.article, value: isDemo || place % 5 === 0 ? String(articleId(place % 40)) : null },
        {
          id: contextFields.pageUrl,
          value: isDemo || place % 5 === 0 ? `https://app.sandbox.example/page/${place % 20}` : null,
        },
        { id: contextFields.plan, value: isDemo || place % 5 === 0 ? company.plan : null },
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
  // Somebody of the demo account who also asks for another company: that ticket is the other's.
  const guest = at(at(companies, 0).people, 2);
  store.put('tickets', {
    ...need(store.get('tickets', 41)),
    requester_id: userId(guest.id),
    subject: supportCanary('other-organization', 41),
  });
}

const attachment = (ticketId: number, fileName: string, contentType: string): Attachment => ({
  id: 395_000_000_000 + ticketId,
  file_name: fileName,
  content_type: contentType,
  content_url: `https://help.sandbox.example/attachments/token/${ticketId}/?name=${encodeURIComponent(fileName)}`,
  size: 4_096 + ticketId,
  inline: false,
  deleted: false,
  malware_scan_result: 'malware_not_found',
});

function seedHelpCenter(store: HelpDeskStore, time: (daysAgo: number, minutes?: number) => string): void {
  const sections = [...topics, supportCanary('section', 'internal')];
  for (const [index, name] of sections.entries()) {
    const title = name.startsWith('CANARY') ? name : `About ${name}`;
    store.put('sections', {
      id: 381_000_000_001 + index,
      name: title,
      position: index,
      category_id: 382_000_000_001,
      created_at: time(400),
      updated_at: time(100),
    });
  }
  for (let place = 0; place < articleCount; place += 1) {
    const isDraft = place % 11 === 7;
    const isSegmented = place % 13 === 9;
    const isHidden = isDraft || isSegmented;
    const topic = at(topics, place);
    const what = isDraft ? 'draft' : 'segmented';
    const votes = place * 3;
    store.put('articles', {
      id: articleId(place),
      // The internal section holds hidden articles alone.
      section_id: 381_000_000_001 + (isHidden && place % 2 === 1 ? topics.length : place % topics.length),
      title: isHidden
        ? supportCanary(`${what}-title`, place)
        : `Working with ${topic}, part ${Math.floor(place / topics.length) + 1}`,
      body: isHidden
        ? `<p>${supportCanary(`${what}-body`, place)} about ${topic}</p>`
        : `<h2>${topic}</h2><p>What to know about ${topic} &amp; how to set it up. Step ${place + 1}.</p>`,
      draft: isDraft,
      user_segment_id: isSegmented && place % 2 === 0 ? 383_000_000_001 : null,
      user_segment_ids: isSegmented ? [383_000_000_001] : [],
      label_names: [topic.replace(/\s/g, '-')],
      vote_sum: Math.floor(votes / 3),
      vote_count: votes,
      position: place,
      created_at: time(300 - place),
      updated_at: time(60 - (place % 60)),
    });
  }
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the seed lacks a record');
  return value;
}
