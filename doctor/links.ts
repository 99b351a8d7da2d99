import type { CrmFacts } from '../subgraphs/accounts/diagnosis.ts';
import type { BillingFacts } from '../subgraphs/billing/diagnosis.ts';
import { createFindings, reasonOf, type Finding, type Mode } from '../subgraphs/shared/diagnosis.ts';
import type { SupportFacts } from '../subgraphs/support/diagnosis.ts';
import type { UsageFacts } from '../subgraphs/usage/diagnosis.ts';

export interface Facts {
  readonly crm: CrmFacts | null;
  readonly billing: BillingFacts | null;
  /** Whether the CRM says which customer an account is. */
  readonly billingByCrm: boolean;
  readonly usage: UsageFacts | null;
  readonly support: SupportFacts | null;
}

/** So many are named; how many more there are is said. */
const named = 5;

const some = (items: readonly string[]): string =>
  `${items.slice(0, named).join(', ')}${items.length > named ? ` and ${items.length - named} more` : ''}`;

/** Companies that claim the same counterpart, by counterpart. */
function shared(claims: readonly { readonly company: string; readonly id: string }[]): string[] {
  const claimants = new Map<string, string[]>();
  for (const { company, id } of claims) claimants.set(id, [...(claimants.get(id) ?? []), company]);
  return [...claimants]
    .filter(([, companies]) => companies.length > 1)
    .map(([id, companies]) => `${id} by ${companies.join(' and ')}`);
}

/** Whether what the systems say of one another fits together: coverage, links that lead nowhere, links that two claim, plan keys. */
export async function compareSystems({
  crm,
  billing,
  billingByCrm,
  usage,
  support,
}: Facts): Promise<readonly Finding[]> {
  const found = createFindings('LINKS');
  if (crm === null) return [];
  const { companies } = crm;
  const part = crm.isWhole ? '' : ` of the ${companies.length} latest`;
  const coverage = (what: string, count: number) =>
    found.ok(what, `${count} of ${companies.length} companies${part} have one`);

  if (billing && billingByCrm) {
    const links = companies.flatMap(({ id, name, billingCustomerId }) =>
      billingCustomerId === null ? [] : [{ company: name ?? id, id: billingCustomerId }],
    );
    coverage('customers', links.length);
    const dangling = billing.isWhole ? links.filter(({ id }) => !billing.customerIds.has(id)) : [];
    if (!billing.isWhole)
      found.warn('customers', {
        says: `only the latest ${billing.customerIds.size} customers were looked through`,
        breaks: 'whether links lead nowhere was not checked',
      });
    if (dangling.length > 0) {
      found.warn('customers', {
        says: `no such customer in Stripe: ${some(dangling.map(({ company, id }) => `${id} (${company})`))}`,
        breaks: 'billing of these accounts is empty',
        remedy: 'HubSpot → the company → stripe_customer_id: the id of an existing customer (cus_…)',
      });
    }
    const doubled = shared(links);
    if (doubled.length > 0)
      found.warn('customers', {
        says: `claimed twice: ${some(doubled)}`,
        breaks: 'none of the claimants has billing',
        remedy: 'HubSpot → the companies → stripe_customer_id: one of them keeps it',
      });
  }

  if (usage) {
    const links = companies.map(({ id, name, productTenantId }) => ({
      company: name ?? id,
      id: productTenantId ?? id,
      isNamed: productTenantId !== null,
    }));
    const known = await usage.known([...new Set(links.map(({ id }) => id))]).catch((error: unknown) => reasonOf(error));
    if (typeof known === 'string')
      found.warn('tenants', { says: `could not be looked up: ${known}`, breaks: 'nothing is known of these links' });
    else coverage('tenants', links.filter(({ id }) => known.has(id)).length);
    const dangling = typeof known === 'string' ? [] : links.filter(({ id, isNamed }) => isNamed && !known.has(id));
    if (dangling.length > 0) {
      found.warn('tenants', {
        says: `no such tenant in the product: ${some(dangling.map(({ company, id }) => `${id} (${company})`))}`,
        breaks: 'usage of these accounts is null',
        remedy: 'HubSpot → the company → product_tenant_id',
      });
    }
    const doubled = shared(links);
    if (doubled.length > 0)
      found.warn('tenants', {
        says: `claimed twice: ${some(doubled)}`,
        breaks: 'none of the claimants has usage',
        remedy: 'HubSpot → the companies → product_tenant_id: one of them keeps it',
      });
  }

  if (support) {
    const links = companies.flatMap((company) =>
      company.supportOrganizationId === null
        ? []
        : [
            {
              company: company.name ?? company.id,
              id: company.supportOrganizationId,
              isOwn: company.supportOrganizationId === company.id,
            },
          ],
    );
    coverage('organizations', links.filter(({ id }) => support.organizations.has(id)).length);
    const lost = support.isWhole ? links.filter(({ id, isOwn }) => !isOwn && !support.organizations.has(id)) : [];
    if (lost.length > 0)
      found.warn('organizations', {
        says: `no such organization in Zendesk: ${some(lost.map(({ company, id }) => `${id} (${company})`))}`,
        breaks: 'these accounts have no support',
        remedy: support.remedy,
      });
    const claimed = shared(links);
    if (claimed.length > 0)
      found.warn('organizations', {
        says: `claimed twice: ${some(claimed)}`,
        breaks: 'none of the claimants has support',
        remedy: support.remedy,
      });
    const named = new Set(
      companies.flatMap(({ mergedIds, supportOrganizationId }) => [supportOrganizationId, ...mergedIds]),
    );
    const dangling =
      crm.isWhole && support.isByAccount ? [...support.organizations].filter(([key]) => !named.has(key)) : [];
    if (dangling.length > 0) {
      found.warn('organizations', {
        says: `name no account: ${some(dangling.map(([key, names]) => `${key} (${names.join(', ')})`))}`,
        breaks: 'their tickets are shown to nobody',
        remedy: support.remedy,
      });
    }
    const doubled = [...support.organizations]
      .filter(([, names]) => names.length > 1)
      .map(([key, names]) => `${key} by ${names.join(' and ')}`);
    if (doubled.length > 0)
      found.warn('organizations', {
        says: `carry one external id: ${some(doubled)}`,
        breaks: 'these accounts have no support',
        remedy: support.remedy,
      });
    if (!support.isByAccount && links.every(({ isOwn }) => isOwn)) {
      found.fail('organizations', {
        says: 'ZENDESK_ORGANIZATION_KEY is id, and no property of the CRM names organizations',
        breaks: 'no account has support',
        remedy: 'HUBSPOT_COMPANY_ZENDESK_ORGANIZATION, or ZENDESK_ORGANIZATION_KEY=external_id',
      });
    }
  }

  checkPlans({ crm, billing, usage }, found);
  return found.list;
}

/** Whether the systems hold customers of the same kind: a key tells before anybody answers. */
export function compareModes(crm: Mode, billing: Mode): readonly Finding[] {
  if (crm === null || billing === null) return [];
  const found = createFindings('LINKS');
  const word = (mode: Mode) => (mode === 'LIVE' ? 'live' : 'test');
  if (crm === billing) found.ok('live and test', `HubSpot and Stripe are both ${word(crm)}`);
  else {
    found.fail('live and test', {
      says: `HubSpot is a ${word(crm)} portal, and STRIPE_API_KEY a ${word(billing)} key`,
      breaks: 'real customers would see invented invoices, or invented ones real',
      remedy: 'STRIPE_API_KEY and HUBSPOT_ACCESS_TOKEN of the same kind',
    });
  }
  return found.list;
}

/** A plan has one key in every system. */
function checkPlans(
  { crm, billing, usage }: Pick<Facts, 'crm' | 'billing' | 'usage'>,
  found: ReturnType<typeof createFindings>,
): void {
  if (billing === null || billing.planKeys.length === 0) return;
  const compare = (where: string, keys: readonly string[] | null | undefined, breaks: string, remedy: string) => {
    if (!keys) return;
    const missing = billing.planKeys.filter((key) => !keys.includes(key));
    if (missing.length > 0)
      found.warn('plan keys', { says: `${where} does not know ${missing.join(', ')}`, breaks, remedy });
    else found.ok('plan keys', `${where} knows all that Stripe publishes`);
  };
  compare(
    'HubSpot',
    crm?.planKeys,
    'a change of plan cannot be recorded there',
    'HubSpot → Settings → Properties → portal_plan → options',
  );
  compare(
    'the product',
    usage?.planKeys,
    'accounts on these plans are unlimited',
    'PRODUCT_MAPPING: allowances, and the rows of its table',
  );
}
