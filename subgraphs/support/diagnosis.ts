import type { Logger } from 'pino';
import { createFindings, reasonOf, type Finding } from '../shared/diagnosis.ts';
import { createUpstream } from '../shared/upstream/client.ts';
import { checkWebhooks } from '../shared/webhook-diagnosis.ts';
import type { SupportConfig } from './config.ts';
import { zendeskLimits } from './zendesk/client.ts';
import { inspectZendesk } from './zendesk/inspection.ts';
import { followedEvents } from './zendesk/webhooks.ts';

export interface SupportFacts {
  /** Names of organizations by the key that accounts are looked for by. */
  readonly organizations: ReadonlyMap<string, readonly string[]>;
  readonly isWhole: boolean;
  /** Whether organizations carry the account's id, instead of being named by the CRM. */
  readonly isByAccount: boolean;
  /** Where links are put right. */
  readonly remedy: string;
}

const fieldVariables = {
  article: 'ZENDESK_FIELD_ARTICLE',
  pageUrl: 'ZENDESK_FIELD_PAGE_URL',
  planKey: 'ZENDESK_FIELD_PLAN',
} as const;

const center = 'Zendesk Admin Center';

/** Reads what the graph would read of Zendesk, and says what is wrong with it. Changes nothing. */
export async function diagnoseSupport(
  config: SupportConfig,
  publicUrl: string | null,
  log: Logger,
): Promise<{ findings: readonly Finding[]; facts: SupportFacts | null }> {
  const found = createFindings('SUPPORT');
  const upstream = createUpstream({
    system: 'SUPPORT',
    isRead: () => false,
    limits: zendeskLimits(config.requestsPerMinute),
    log,
  });
  try {
    const inspected = await inspectZendesk({ ...config.zendesk, locale: config.locale, upstream });
    if (inspected.status !== 200 || inspected.user === null) {
      const says =
        inspected.status === 401
          ? 'Zendesk does not accept the e-mail address and token'
          : `Zendesk answers ${inspected.status}`;
      found.fail('credentials', {
        says,
        breaks: 'no ticket and no article is shown',
        remedy: `${center} → Apps and integrations → Zendesk API → Settings: token access on, then ZENDESK_EMAIL and ZENDESK_API_TOKEN`,
      });
      return { findings: found.list, facts: null };
    }
    const { user, left, limit } = inspected;
    if (user.role === 'end-user') {
      found.fail('credentials', {
        says: `${user.name} is an end user`,
        breaks: 'only their own tickets can be read',
        remedy: `${center} → People → Team members: use the address of an agent who sees all tickets`,
      });
    } else found.ok('credentials', `${user.name} (${user.role}) at ${new URL(config.zendesk.base).host}`);
    found.ok('limits', `${left ?? '?'} of ${limit ?? '?'} requests left in this minute`);
    if (limit !== null && Number(limit) < config.requestsPerMinute) {
      found.warn('limits', {
        says: `the plan allows ${limit} requests a minute, ZENDESK_REQUESTS_PER_MINUTE says ${config.requestsPerMinute}`,
        breaks: 'bursts end in UPSTREAM_RATE_LIMITED',
        remedy: `ZENDESK_REQUESTS_PER_MINUTE=${limit}`,
      });
    }
    if (inspected.helpCenterStatus === 200) found.ok('help centre', 'reachable');
    else {
      found.warn('help centre', {
        says: inspected.helpCenterStatus === 404 ? 'there is none' : `answers ${inspected.helpCenterStatus}`,
        breaks: 'Query.helpCenter and articles in searches are errors',
        remedy:
          'Zendesk → Knowledge → Activate help centre; or ZENDESK_HELP_CENTER_LOCALE, where it speaks another language',
      });
    }
    for (const [name, id] of Object.entries<number | null>({ ...config.fields })) {
      if (id === null) continue;
      if (inspected.fieldIds.includes(id)) found.ok(`ticket field ${name}`, String(id));
      else
        found.warn(`ticket field ${name}`, {
          says: `${id} does not exist, or the agent's role may not read fields`,
          breaks: `Ticket.context.${name} is null`,
          remedy: `${center} → Objects and rules → Tickets → Fields: add one, and set ${fieldVariables[name as keyof typeof fieldVariables]}`,
        });
    }
    checkWebhooks(found, {
      vendor: 'zendesk',
      publicUrl,
      secrets: { variable: 'ZENDESK_WEBHOOK_SECRETS', areGiven: config.webhookSecrets.length > 0 },
      registered: inspected.webhooks,
      last: await inspected.lastOf(`${publicUrl ?? ''}/webhooks/zendesk`),
      wanted: followedEvents,
      breaks: 'account managers see no note of tickets that are opened elsewhere, and agents no plan on them',
      screen: `${center} → Apps and integrations → Webhooks`,
    });
    if (inspected.organizationsStatus !== 200) {
      found.warn('organizations', {
        says: `Zendesk answers ${inspected.organizationsStatus}`,
        breaks: 'whether accounts have organizations was not checked',
        remedy: `${center} → People → Roles: let the agent's role read organizations`,
      });
      return { findings: found.list, facts: null };
    }
    const organizations = new Map<string, string[]>();
    for (const { id, externalId, name } of inspected.organizations) {
      const key = config.organizationKey === 'id' ? String(id) : externalId;
      if (key !== null) organizations.set(key, [...(organizations.get(key) ?? []), name]);
    }
    const remedy =
      config.organizationKey === 'id'
        ? 'HubSpot → the company → HUBSPOT_COMPANY_ZENDESK_ORGANIZATION'
        : 'Zendesk API: PUT /api/v2/organizations/{id} {"organization":{"external_id":"<account id>"}}';
    return {
      findings: found.list,
      facts: {
        organizations,
        isWhole: inspected.isWhole,
        isByAccount: config.organizationKey === 'external_id',
        remedy,
      },
    };
  } catch (error) {
    found.fail('connection', {
      says: reasonOf(error),
      breaks: 'no ticket and no article is shown',
      remedy: 'ZENDESK_BASE, and the way there: proxy, firewall, status.zendesk.com',
    });
    return { findings: found.list, facts: null };
  } finally {
    await upstream[Symbol.asyncDispose]();
  }
}
