import { parseGatewayConfig } from '../gateway/config.ts';
import { diagnoseGateway } from '../gateway/diagnosis.ts';
import { diagnoseIdentity } from '../gateway/identity/diagnosis.ts';
import type { Identity } from '../gateway/identity/identity.ts';
import { parseAccountsConfig } from '../subgraphs/accounts/config.ts';
import { diagnoseAccounts, type CrmFacts } from '../subgraphs/accounts/diagnosis.ts';
import { parseBillingConfig } from '../subgraphs/billing/config.ts';
import { diagnoseBilling } from '../subgraphs/billing/diagnosis.ts';
import { diagnoseConsistency } from '../subgraphs/consistency/diagnosis.ts';
import { ConfigurationError, type Environment } from '../subgraphs/shared/configuration.ts';
import { createFindings, reasonOf, type Finding } from '../subgraphs/shared/diagnosis.ts';
import { parseJournalConfig } from '../subgraphs/shared/journal/config.ts';
import { silentLog } from '../subgraphs/shared/log.ts';
import { parseSupportConfig } from '../subgraphs/support/config.ts';
import { diagnoseSupport } from '../subgraphs/support/diagnosis.ts';
import { parseUsageConfig } from '../subgraphs/usage/config.ts';
import { diagnoseUsage } from '../subgraphs/usage/diagnosis.ts';
import { compareModes, compareSystems } from './links.ts';

export interface ExamineOptions {
  readonly environment: Environment;
  /** Somebody's, to see what it opens. */
  readonly token?: string | undefined;
  readonly onProgress: (says: string) => void;
}

/** Everything that stands between what is configured and a working graph. Reads, and changes nothing. */
export async function examine({ environment, token, onProgress }: ExamineOptions): Promise<readonly Finding[]> {
  const configuration = createFindings('CONFIGURATION');
  function parsed<T>(parse: (environment: Environment) => T): T | null {
    try {
      return parse(environment);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      for (const problem of error.problems) {
        const [name = '', ...says] = problem.split(': ');
        configuration.fail(name, {
          says: says.join(': '),
          breaks: 'the program ends with 78 before it listens',
          remedy: `${name} in .env: see .env.example`,
        });
      }
      return null;
    }
  }
  const configs = {
    gateway: parsed(parseGatewayConfig),
    accounts: parsed(parseAccountsConfig),
    billing: parsed(parseBillingConfig),
    usage: parsed(parseUsageConfig),
    support: parsed(parseSupportConfig),
    journal: parsed(parseJournalConfig),
  };
  const publicUrl = configs.gateway?.publicUrl ?? null;
  const nothing = { findings: [], facts: null, mode: null };
  onProgress('asking the identity provider, HubSpot, Stripe, Zendesk and the product database');
  const done = <T>(what: string, work: Promise<T>): Promise<T> =>
    work.then((result) => {
      onProgress(`${what} has answered`);
      return result;
    });
  const [journal, own, identity, crm, billing, usage, support] = await Promise.all([
    configs.journal ? done('the journal', diagnoseConsistency(configs.journal)) : [],
    configs.gateway ? diagnoseGateway(configs.gateway, silentLog) : [],
    configs.gateway
      ? done('the identity provider', diagnoseIdentity({ ...configs.gateway.oidc, log: silentLog }, token, silentLog))
      : { findings: [], identity: null },
    configs.accounts
      ? done('HubSpot', diagnoseAccounts(configs.accounts, publicUrl, silentLog))
      : { ...nothing, dispose: async () => undefined },
    configs.billing ? done('Stripe', diagnoseBilling(configs.billing, publicUrl, silentLog)) : nothing,
    configs.usage
      ? done('the product database', diagnoseUsage(configs.usage, silentLog))
      : { ...nothing, dispose: async () => undefined },
    configs.support ? done('Zendesk', diagnoseSupport(configs.support, publicUrl, silentLog)) : nothing,
  ]);
  try {
    onProgress('comparing them');
    const facts = {
      crm: crm.facts,
      billing: billing.facts,
      billingByCrm: configs.billing?.accountMetadata == null,
      usage: usage.facts,
      support: support.facts,
    };
    const links = await compareSystems(facts);
    const opens =
      identity.identity?.kind === 'CUSTOMER' && crm.facts ? await whatOpens(identity.identity, crm.facts.members) : [];
    return [
      ...configuration.list,
      ...own,
      ...journal,
      ...identity.findings,
      ...opens,
      ...crm.findings,
      ...billing.findings,
      ...usage.findings,
      ...support.findings,
      ...links,
      ...compareModes(crm.mode, billing.mode),
    ];
  } finally {
    await crm.dispose();
    await usage.dispose();
  }
}

/** Whom a token stands for in the CRM, and which accounts that opens. */
async function whatOpens(
  person: Extract<Identity, { kind: 'CUSTOMER' }>,
  { find, contactProperty, labels }: CrmFacts['members'],
): Promise<readonly Finding[]> {
  const found = createFindings('IDENTITY');
  try {
    const { contactId, memberships } = await find({ subject: person.subject, email: person.email });
    if (contactId === null) {
      found.warn('token', {
        says: 'no one contact carries its subject or its verified e-mail address',
        breaks: 'its bearer is a stranger',
        remedy: `HubSpot → the contact → ${contactProperty} = ${person.subject}`,
      });
    } else if (memberships.length === 0) {
      found.warn('token', {
        says: `contact ${contactId} has no role in any company`,
        breaks: 'its bearer is a stranger',
        remedy: `HubSpot → the contact → the company → association label: ${labels.join(', ')}`,
      });
    } else found.ok('token', `opens ${memberships.map(({ companyId, role }) => `${companyId} as ${role}`).join(', ')}`);
  } catch (error) {
    found.warn('token', { says: `cannot be looked up: ${reasonOf(error)}` });
  }
  return found.list;
}
