import type { ZendeskBehaviour } from './behaviour.ts';
import type { Article, Comment, Organization, Section, Ticket, User } from './store.ts';
import { isVerified } from './users.ts';

/** An organization in the format of the API. `base` is the URL of the help desk. */
export const presentOrganization = (base: string, organization: Organization) => ({
  ...organization,
  url: `${base}/api/v2/organizations/${organization.id}.json`,
  domain_names: [],
  details: null,
  notes: `CANARY-support-organization-notes-${organization.id}`,
  group_id: null,
  shared_tickets: false,
  shared_comments: false,
  tags: [],
  organization_fields: {},
});

export const presentUser = (base: string, user: User, behaviour: ZendeskBehaviour) => ({
  ...user,
  url: `${base}/api/v2/users/${user.id}.json`,
  verified: isVerified(user, behaviour),
  active: true,
  time_zone: 'Berlin',
  locale: 'en-US',
  notes: `CANARY-support-user-notes-${user.id}`,
});

export const presentTicket = (base: string, { isArchived: _isArchived, ...ticket }: Ticket) => ({
  ...ticket,
  url: `${base}/api/v2/tickets/${ticket.id}.json`,
  external_id: null,
  raw_subject: ticket.subject,
  recipient: null,
  group_id: 360_000_000_001,
  collaborator_ids: [],
  follower_ids: [],
  email_cc_ids: [],
  problem_id: null,
  has_incidents: false,
  due_at: null,
  brand_id: 360_000_000_002,
  via: { channel: 'web', source: { from: {}, to: {}, rel: null } },
});

export const presentComment = ({ ticket_id: _ticketId, metadata, ...comment }: Comment) => ({
  ...comment,
  type: 'Comment',
  audit_id: comment.id + 1,
  plain_body: comment.body,
  via: { channel: 'web', source: { from: {}, to: {}, rel: null } },
  metadata: { system: { location: 'CANARY-support-metadata' }, custom: metadata ?? {} },
});

export const presentSection = (base: string, section: Section) => ({
  ...section,
  url: `${base}/api/v2/help_center/en-us/sections/${section.id}.json`,
  html_url: `https://help.sandbox.example/hc/en-us/sections/${section.id}`,
  description: '',
  locale: 'en-us',
  source_locale: 'en-us',
  outdated: false,
  parent_section_id: null,
  theme_template: 'section_page',
});

export const presentArticle = (base: string, article: Article) => ({
  ...article,
  url: `${base}/api/v2/help_center/en-us/articles/${article.id}.json`,
  html_url: `https://help.sandbox.example/hc/en-us/articles/${article.id}`,
  author_id: 370_000_900_001,
  locale: 'en-us',
  source_locale: 'en-us',
  permission_group_id: 360_000_000_003,
  comments_disabled: true,
  promoted: false,
  outdated: false,
  outdated_locales: [],
  edited_at: article.updated_at,
  content_tag_ids: [],
});
