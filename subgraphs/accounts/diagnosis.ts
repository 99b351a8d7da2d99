import type { Logger } from 'pino';
import { createFindings, reasonOf, type Finding, type Findings, type Mode } from '../shared/diagnosis.ts';
import { disposeAll } from '../shared/dispose.ts';
import type { MemberRole } from '../shared/roles.ts';
import { createUpstream } from '../shared/upstream/client.ts';
import { checkWebhooks } from '../shared/webhook-diagnosis.ts';
import { createCrmSource } from './adapter.ts';
import type { AccountsConfig, CrmNames } from './config.ts';
import { requiredProperties } from './definitions.ts';
import type { Company } from './domain/company.ts';
import type { Definitions } from './domain/definitions.ts';
import { hubSpotLimits, isHubSpotRead } from './hubspot/client.ts';
import { inspectHubSpot } from './hubspot/inspection.ts';
import type { CrmSource } from './port.ts';

/** What the other systems are compared with. */
export interface CrmFacts {
  readonly companies: readonly Company[];
  /** Whether that is all of them. */
  readonly isWhole: boolean;
  /** Null where the plan is free text. */
  readonly planKeys: readonly string[] | null;
  /** How people are found, and which accounts are theirs. */
  readonly members: {
    readonly find: (person: {
      readonly subject: string;
      readonly email: string | null;
    }) => Promise<{ contactId: string | null; memberships: readonly { companyId: string; role: MemberRole }[] }>;
    readonly contactProperty: string;
    readonly labels: readonly string[];
  };
}

/** The page on which HubSpot's administrators find it. */
const screens = {
  token: 'HubSpot → Settings → Integrations → Private Apps → Auth: put the token into HUBSPOT_ACCESS_TOKEN',
  scopes: 'HubSpot → Settings → Integrations → Private Apps → Scopes',
  properties: 'HubSpot → Settings → Properties',
  webhooks: 'HubSpot → Settings → Integrations → Private Apps → Webhooks',
} as const;

const page = 100;
/** How far companies are looked through. */
const maxCompanies = 2_000;

async function readCompanies(source: CrmSource): Promise<{ companies: Company[]; isWhole: boolean }> {
  const companies: Company[] = [];
  for (let offset = 0; ; offset += page) {
    const { ids, hasMore } = await source.searchCompanies({ offset, limit: page });
    companies.push(...(await source.companies(ids)).filter((company) => company !== null));
    if (!hasMore || offset + page >= maxCompanies) return { companies, isWhole: !hasMore };
  }
}

function checkDefinitions(found: Findings, names: CrmNames, definitions: Definitions): void {
  for (const { of, name, kinds, options = [], breaks } of requiredProperties(names)) {
    const subject = `${of} property ${name}`;
    const known = definitions[of].get(name);
    if (!known) {
      found.warn(subject, { says: 'does not exist', breaks, remedy: 'npm run setup:hubspot -- --apply' });
      continue;
    }
    if (!kinds.includes(known.kind)) {
      const remedy = `${screens.properties} → ${name}: make it anew as ${kinds[0].toLowerCase()}, or name another property in the configuration`;
      found.warn(subject, {
        says: `is of the type ${known.kind.toLowerCase()}, and not ${kinds[0].toLowerCase()}`,
        breaks,
        remedy,
      });
      continue;
    }
    const missing =
      known.kind === 'CHOICE' ? options.filter(([value]) => !known.options.has(value)).map(([value]) => value) : [];
    if (missing.length > 0) {
      found.warn(subject, {
        says: `does not offer ${missing.join(', ')}`,
        breaks: 'nobody can choose what the graph knows; other values are shown as OTHER',
        remedy: `${screens.properties} → ${name} → options`,
      });
    } else found.ok(subject, known.kind.toLowerCase());
  }
  for (const [role, label] of Object.entries(names.labels)) {
    const subject = `association label ${label}`;
    if (definitions.labels.has(label)) found.ok(subject, `is the role ${role}`);
    else
      found.fail(subject, {
        says: 'does not exist',
        breaks: `nobody has the role ${role}`,
        remedy: 'npm run setup:hubspot -- --apply',
      });
  }
}

/** Reads what the graph would read of HubSpot, and says what is wrong with it. Changes nothing. `dispose` ends what `facts` still need. */
export async function diagnoseAccounts(
  config: AccountsConfig,
  publicUrl: string | null,
  log: Logger,
): Promise<{ findings: readonly Finding[]; facts: CrmFacts | null; mode: Mode; dispose: () => Promise<void> }> {
  const found = createFindings('CRM');
  const upstream = createUpstream({ system: 'CRM', isRead: isHubSpotRead, limits: hubSpotLimits(config.rates), log });
  const source = createCrmSource(config, log);
  const dispose = () => disposeAll([upstream, source]);
  let mode: Mode = null;
  try {
    const inspected = await inspectHubSpot({ ...config.hubspot, upstream });
    if (inspected.status !== 200) {
      found.fail('credentials', {
        says: 'HubSpot does not accept the token',
        breaks: 'nobody is let in, and nothing of the CRM is shown',
        remedy: screens.token,
      });
      return { findings: found.list, facts: null, mode, dispose };
    }
    const { portalId, left, refused } = inspected;
    mode = inspected.mode;
    found.ok(
      'credentials',
      `portal ${portalId ?? 'of an unknown number'} (${mode === null ? 'HubSpot does not say whether live or test' : mode === 'LIVE' ? 'live' : 'test'})`,
    );
    found.ok(
      'limits',
      `${left.interval ?? '?'} requests left in these ten seconds${left.daily === null ? '' : `, ${left.daily} today`}`,
    );
    for (const { scope, status, breaks, isNeeded } of refused) {
      const says = status === 403 ? 'the private app does not have it' : `HubSpot answers ${status} to what it is for`;
      found[isNeeded ? 'fail' : 'warn'](`scope ${scope}`, { says, breaks, remedy: `${screens.scopes} → add ${scope}` });
    }
    if (refused.some(({ isNeeded }) => isNeeded)) return { findings: found.list, facts: null, mode, dispose };
    if (refused.length === 0) found.ok('scopes', 'all that reading needs; what changes need HubSpot does not say');
    checkWebhooks(found, {
      vendor: 'hubspot',
      publicUrl,
      secrets: { variable: 'HUBSPOT_CLIENT_SECRETS', areGiven: config.webhookSecrets.length > 0 },
      // A private app's are on its page alone.
      registered: null,
      last: null,
      wanted: [],
      breaks:
        'what is changed in HubSpot itself counts only when what is held of it runs out, within seconds, or with the next sweep',
      screen: screens.webhooks,
    });
    const definitions = await source.definitions();
    checkDefinitions(found, config.names, definitions);
    const plan = definitions.company.get(config.names.company.plan);
    const members = {
      async find(person: { readonly subject: string; readonly email: string | null }) {
        const [contactId = null] = await source.findContacts([person]);
        return { contactId, memberships: contactId === null ? [] : await source.membershipsOf(contactId) };
      },
      contactProperty: config.names.contact.subject,
      labels: Object.values(config.names.labels),
    };
    const planKeys = plan?.kind === 'CHOICE' ? [...plan.options.keys()] : null;
    return { findings: found.list, facts: { ...(await readCompanies(source)), planKeys, members }, mode, dispose };
  } catch (error) {
    found.fail('connection', {
      says: reasonOf(error),
      breaks: 'nobody is let in, and nothing of the CRM is shown',
      remedy: 'HUBSPOT_API_BASE, and the way there: proxy, firewall, status.hubspot.com',
    });
    return { findings: found.list, facts: null, mode, dispose };
  }
}
