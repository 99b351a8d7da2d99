import type { Counterparts } from '@customer-graph/diagnosis/facts';
import { createFindings, type Findings } from '@customer-graph/diagnosis/findings';
import { reasonOf } from '@customer-graph/process/reason-of';
import type { DiagnosisResult, SubgraphDiagnosis } from '@customer-graph/diagnosis/subgraph-diagnosis';
import { checkWebhooks } from '@customer-graph/diagnosis/webhooks';
import { createUpstream } from '@customer-graph/upstream/client';
import { parseSupportConfig, type SupportConfig } from './config.ts';
import { zendeskLimits } from './zendesk/client.ts';
import { inspectZendesk, type ZendeskInspection } from './zendesk/inspection.ts';
import { followedEvents } from './zendesk/webhooks.ts';

const fieldVariables = {
  article: 'ZENDESK_FIELD_ARTICLE',
  pageUrl: 'ZENDESK_FIELD_PAGE_URL',
  planKey: 'ZENDESK_FIELD_PLAN',
} as const;

const center = 'Zendesk Admin Center';
const noSupport = 'no tickets and no articles are shown';

function checkCredentials(
  found: Findings,
  config: SupportConfig,
  { status, user, left, limit }: ZendeskInspection,
): boolean {
  if (status !== 200 || user === null) {
    found.fail('credentials', {
      says: status === 401 ? 'Zendesk does not accept the e-mail address and token' : `Zendesk answers ${status}`,
      breaks: noSupport,
      remedy: `${center} → Apps and integrations → Zendesk API → Settings: token access on, then ZENDESK_EMAIL and ZENDESK_API_TOKEN`,
    });
    return false;
  }
  if (user.role === 'end-user') {
    found.fail('credentials', {
      says: `${user.name} is an end user`,
      breaks: 'only their own tickets can be read',
      remedy: `${center} → People → Team members: use the address of an agent who sees all tickets`,
    });
  } else found.ok('credentials', `${user.name} (${user.role}) at ${new URL(config.zendesk.base).host}`);
  found.ok('limits', `${left ?? '?'} of ${limit ?? '?'} requests left in the current minute`);
  if (limit !== null && Number(limit) < config.requestsPerMinute) {
    found.warn('limits', {
      says: `the plan allows ${limit} requests a minute, ZENDESK_REQUESTS_PER_MINUTE is ${config.requestsPerMinute}`,
      breaks: 'bursts end in UPSTREAM_RATE_LIMITED',
      remedy: `ZENDESK_REQUESTS_PER_MINUTE=${limit}`,
    });
  }
  return true;
}

function checkFeatures(
  found: Findings,
  { fields }: SupportConfig,
  { helpCenterStatus, fieldIds }: ZendeskInspection,
): void {
  if (helpCenterStatus === 200) found.ok('help centre', 'reachable');
  else {
    found.warn('help centre', {
      says: helpCenterStatus === 404 ? 'does not exist' : `answers ${helpCenterStatus}`,
      breaks: 'Query.helpCenter and articles in searches are errors',
      remedy: 'Zendesk → Knowledge → Activate help centre; or set ZENDESK_HELP_CENTER_LOCALE to one of its languages',
    });
  }
  for (const [name, id] of Object.entries<number | null>({ ...fields })) {
    if (id === null) continue;
    if (fieldIds.includes(id)) found.ok(`ticket field ${name}`, String(id));
    else
      found.warn(`ticket field ${name}`, {
        says: `${id} does not exist, or the agent's role may not read fields`,
        breaks: `Ticket.context.${name} is null`,
        remedy: `${center} → Objects and rules → Tickets → Fields: add one, and set ${fieldVariables[name as keyof typeof fieldVariables]}`,
      });
  }
}

function organizationsOf({ organizationKey }: SupportConfig, inspection: ZendeskInspection): Counterparts {
  const names = new Map<string, string[]>();
  for (const { id, externalId, name } of inspection.organizations) {
    const key = organizationKey === 'id' ? String(id) : externalId;
    if (key !== null) names.set(key, [...(names.get(key) ?? []), name]);
  }
  const breaks = 'these accounts have no support';
  return {
    kind: 'support',
    noun: 'organizations',
    linkValue: 'the id of an existing organization',
    breaks,
    findExisting: async (ids) => new Set(ids.filter((id) => names.has(id))),
    isComplete: inspection.isWhole,
    ...(organizationKey === 'id'
      ? {
          unrecorded: {
            says: 'ZENDESK_ORGANIZATION_KEY is id, but the directory records no organizations',
            breaks: 'no account has support',
            alternative: 'ZENDESK_ORGANIZATION_KEY=external_id',
          },
        }
      : {
          ownLinks: {
            byLink: names,
            unknownBreaks: 'their tickets are shown in no account',
            remedy: 'Zendesk API: PUT /api/v2/organizations/{id} {"organization":{"external_id":"<account id>"}}',
          },
        }),
  };
}

const diagnosis: SubgraphDiagnosis<SupportConfig> = {
  label: 'Zendesk',
  parseConfig: parseSupportConfig,
  async diagnose(config, { publicUrl, log }) {
    const found = createFindings('SUPPORT');
    const limits = zendeskLimits(config.requestsPerMinute);
    const withoutFacts: DiagnosisResult = { findings: found.list, mode: null, facts: {} };
    const upstream = createUpstream({ system: 'SUPPORT', isRead: () => false, limits, log });
    try {
      const inspection = await inspectZendesk({ ...config.zendesk, locale: config.locale, upstream });
      if (!checkCredentials(found, config, inspection)) return withoutFacts;
      checkFeatures(found, config, inspection);
      checkWebhooks(found, {
        vendor: 'zendesk',
        publicUrl,
        secrets: { variable: 'ZENDESK_WEBHOOK_SECRETS', areGiven: config.webhookSecrets.length > 0 },
        registered: inspection.webhooks,
        last: await inspection.lastOf(`${publicUrl ?? ''}/webhooks/zendesk`),
        wanted: followedEvents,
        breaks: 'account managers see no note of tickets opened in Zendesk, and agents see no plan on them',
        screen: `${center} → Apps and integrations → Webhooks`,
      });
      if (inspection.organizationsStatus !== 200) {
        found.warn('organizations', {
          says: `Zendesk answers ${inspection.organizationsStatus}`,
          breaks: 'the organizations of accounts were not checked',
          remedy: `${center} → People → Roles: let the agent's role read organizations`,
        });
        return withoutFacts;
      }
      return { ...withoutFacts, facts: { counterparts: organizationsOf(config, inspection) } };
    } catch (error) {
      found.fail('connection', {
        says: reasonOf(error),
        breaks: noSupport,
        remedy:
          'check ZENDESK_BASE, and the network: HTTPS_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS, firewall, status.zendesk.com',
      });
      return withoutFacts;
    } finally {
      await upstream[Symbol.asyncDispose]();
    }
  },
};
export default diagnosis;
