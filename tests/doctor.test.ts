import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDiagnoses, type ListedDiagnosis } from '../doctor/diagnoses.ts';
import { examine } from '../doctor/examine.ts';
import { exitCodeOf, titlesOf, toJson, toText } from '../doctor/report.ts';
import { readSubgraphList } from '../processes/subgraph-list.ts';
import { credentials } from '../sandbox/credentials.ts';
import { identities, type Claims } from '../sandbox/identity/identities.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import type { Finding } from '@customer-graph/diagnosis/findings';
import { noPace } from './support/graph.ts';
import { runToEnd } from './support/processes.ts';

const claims = (subject: string): Claims => Object.fromEntries([['sub', subject]]);
const tenants = new URL('../subgraphs/usage/mappings/tenants.json', import.meta.url);

/** Creates an audit trail of one chain whose only line is not an event. */
function editedTrail(): string {
  const directory = mkdtempSync(join(tmpdir(), 'audit-'));
  writeFileSync(join(directory, 'chain.jsonl'), '{}\n');
  writeFileSync(join(directory, 'chain.head.json'), JSON.stringify({ chain: 'chain', seq: 0, hash: '' }));
  return directory;
}

describe('the doctor', () => {
  let sandbox: Sandbox;
  let diagnoses: readonly ListedDiagnosis[];
  /** Accepts every webhook. */
  let receiver: Server;
  const publicUrl = 'https://graph.example.com';
  const address = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  beforeAll(async () => {
    diagnoses = await loadDiagnoses(readSubgraphList());
    receiver = createServer(
      (request, response) => void request.resume().on('end', () => response.writeHead(204).end()),
    ).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    sandbox = await startSandbox({
      ports: { control: 0, hubspot: 0, stripe: 0, zendesk: 0, identity: 0, product: 0, productWebhook: 0 },
      limits: {
        hubspotRequestsPer10Seconds: 1e6,
        hubspotSearchesPerSecond: 1e6,
        stripeRequestsPerSecond: 1e6,
        stripeEndpointRequestsPerSecond: 1e6,
        zendeskRequestsPerMinute: 1e6,
      },
      searchLagMs: 0,
    });
    // The first examination waits until the sandbox's database has started.
    await look();
  }, 60_000);
  afterAll(async () => {
    await sandbox[Symbol.asyncDispose]();
    receiver.close();
    receiver.closeAllConnections();
  });
  beforeEach(() => sandbox.webhooks.setTarget(address(), publicUrl));
  afterEach(async () => {
    await sandbox.webhooks.settled();
    sandbox.setBehaviour({});
    await sandbox.reset();
  });

  const look = (environment: Record<string, string> = {}, token?: string): Promise<readonly Finding[]> =>
    examine({
      environment: {
        ...noPace,
        PUBLIC_URL: publicUrl,
        JOURNAL_DIRECTORY: 'memory',
        PRODUCT_STATEMENT_TIMEOUT: '20000',
        AUDIT_DIRECTORY: join(tmpdir(), 'no-audit-here'),
        ...sandbox.environment,
        ...environment,
      },
      diagnoses,
      token,
      onProgress: () => undefined,
    });
  const troubles = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity !== 'OK');
  const company = companyId(companyIndex.demo);
  const change = (type: string, id: string, to: Record<string, unknown>) =>
    expect(sandbox.records.change('hubspot', type, id, to)).toBeDefined();

  test('reports no problems for the sandbox, writes nothing, and exits with 0', async () => {
    sandbox.calls.clear();
    const findings = await look();
    expect(troubles(findings)).toEqual([]);
    expect(exitCodeOf(findings)).toBe(0);
    const writes = sandbox.calls
      .list()
      .filter(
        ({ method, path }) => !['GET', 'QUERY'].includes(method) && !/\/(search|batch\/read|oauth\/tokens)$/.test(path),
      );
    expect(writes).toEqual([]);
  });

  test.each<
    [
      fault: string,
      plant: () => void | Promise<unknown> | Record<string, string>,
      says: RegExp,
      remedy: RegExp,
      code: 1 | 2,
    ]
  >([
    [
      'a missing property',
      () => change('properties', 'companies.portal_seats', { archived: true }),
      /company property portal_seats: does not exist/,
      /setup:hubspot -- --apply/,
      1,
    ],
    [
      'a property of the wrong type',
      () => change('properties', 'companies.portal_seats', { type: 'string', fieldType: 'text' }),
      /portal_seats: is of the type text, and not number/,
      /Settings → Properties → portal_seats/,
      1,
    ],
    [
      'a missing label',
      () => change('labels', 'Portal billing', { archived: true }),
      /association label Portal billing: does not exist/,
      /setup:hubspot -- --apply/,
      2,
    ],
    [
      'a missing scope',
      () => sandbox.setFaults([{ vendor: 'hubspot', path: '^/crm/owners/2026-09', kind: 'status', value: 403 }]),
      /scope crm\.objects\.owners\.read: the credentials do not have it/,
      /Service Keys .* → Scopes, or .*requiredScopes → add crm\.objects\.owners\.read/,
      1,
    ],
    [
      'a plan without association labels',
      () => {
        sandbox.setBehaviour({ hubspot: { plan: 'starter' } });
        return { HUBSPOT_PLAN: 'starter', HUBSPOT_ROLES: 'labels' };
      },
      /HUBSPOT_ROLES: association labels need Professional or Enterprise/,
      /HUBSPOT_ROLES=property/,
      2,
    ],
    [
      'a plan with lower limits than configured',
      () => {
        sandbox.setBehaviour({ hubspot: { plan: 'starter' } });
        return { HUBSPOT_ROLES: 'property' };
      },
      /HUBSPOT_REQUESTS_PER_DAY: is 650,000, and the account permits 250,000 a day/,
      /HUBSPOT_PLAN/,
      1,
    ],
    [
      'numbered paths',
      () => {
        sandbox.setBehaviour({ hubspot: { numberedPaths: true } });
        return { HUBSPOT_API_VERSION: 'numbered' };
      },
      /HUBSPOT_API_VERSION: numbered paths end: v4 on 30 March 2027, v1 to v3 in September 2027/,
      /remove HUBSPOT_API_VERSION/,
      1,
    ],
    [
      'refused credentials of an installed app',
      () => ({
        HUBSPOT_ACCESS_TOKEN: '',
        HUBSPOT_CLIENT_ID: 'sandbox-hubspot-client-id',
        HUBSPOT_CLIENT_SECRET: 'sandbox-hubspot-client-secret',
        HUBSPOT_REFRESH_TOKEN: 'sandbox-hubspot-refresh-token-revoked',
      }),
      /credentials: HubSpot does not accept the app's credentials/,
      /check HUBSPOT_CLIENT_ID/,
      2,
    ],
    [
      'a refused token of HubSpot',
      () => ({ HUBSPOT_ACCESS_TOKEN: 'refused' }),
      /credentials: HubSpot does not accept the token/,
      /Service Keys .*, or .*Projects.*: put the token into HUBSPOT_ACCESS_TOKEN/,
      2,
    ],
    [
      'hidden files without their scope',
      () => {
        sandbox.setBehaviour({ hubspot: { hiddenFiles: false } });
        change('files', '3001', { hidden: true });
      },
      /documents in portal_documents: 1 hidden files may not be read/,
      /files\.ui_hidden\.read/,
      1,
    ],
    [
      'documents that are URLs without a file id',
      () => change('companies', company, { properties: { portal_documents: '3001;https://www.example.com/page' } }),
      /documents in portal_documents: 1 entries are URLs without a file id/,
      /ids into the property/,
      1,
    ],
    [
      'a missing permission of an expansion',
      () => sandbox.setBehaviour({ stripe: { missingPermissions: ['charge_read'] } }),
      /PaymentIntents, Charges and PaymentMethods: the key lacks the permission charge: read \(rak_charge_read\)/,
      /Charges.*: Read/,
      1,
    ],
    [
      'an account that the key does not reach',
      () => ({ STRIPE_ACCOUNT: 'acct_Elsewhere' }),
      /the key does not reach the account acct_Elsewhere/,
      /STRIPE_ACCOUNT/,
      2,
    ],
    [
      'a missing permission',
      () => sandbox.setFaults([{ vendor: 'stripe', path: '/payment_methods', kind: 'status', value: 403 }]),
      /permission PaymentMethods: the key may not read it/,
      /PaymentMethods: Read/,
      1,
    ],
    [
      'a dangling link',
      () => change('companies', company, { properties: { stripe_customer_id: 'cus_nobody' } }),
      /customers: linked, but not found in Stripe: cus_nobody \(Demo Industries\)/,
      /stripe_customer_id/,
      1,
    ],
    [
      'a duplicate link',
      () => change('companies', company, { properties: { stripe_customer_id: 'cus_Sandbox000002' } }),
      /customers: linked to more than one account: cus_Sandbox000002 \(.*Demo Industries/,
      /keep it on one of them/,
      1,
    ],
    [
      'live and test mixed',
      () => ({ STRIPE_API_KEY: 'sk_live_00000000000000', STRIPE_API_BASE: '' }),
      /HubSpot is test \(HUBSPOT_ACCESS_TOKEN\), Stripe is live \(STRIPE_API_KEY\)/,
      /of the same kind/,
      2,
    ],
    [
      'an unmapped table',
      () => ({
        PRODUCT_MAPPING: mappingWith((mapping) => ({
          ...mapping,
          accounts: { ...(mapping.accounts as object), table: 'customers' },
        })),
      }),
      /mapping accounts: the table customers does not exist/,
      /PRODUCT_MAPPING: accounts\.table/,
      2,
    ],
    [
      'a wrong token',
      () => ({ ZENDESK_CLIENT_SECRET: 'wrong' }),
      /Zendesk does not accept the OAuth client/,
      /OAuth clients/,
      2,
    ],
    [
      'an API token of Zendesk',
      () => {
        sandbox.setBehaviour({ zendesk: { apiTokens: true } });
        const { zendeskEmail, zendeskApiToken } = credentials;
        const oauth = { ZENDESK_CLIENT_ID: '', ZENDESK_CLIENT_SECRET: '' };
        return { ...oauth, ZENDESK_EMAIL: zendeskEmail, ZENDESK_API_TOKEN: zendeskApiToken };
      },
      /API token: ends on 30 April 2027/,
      /ZENDESK_CLIENT_ID and ZENDESK_CLIENT_SECRET/,
      1,
    ],
    [
      'an OAuth client that may not act for end users',
      () => sandbox.setBehaviour({ zendesk: { scopes: ['read', 'write'] } }),
      /scopes: the OAuth client may not have impersonate/,
      /allow read write impersonate/,
      1,
    ],
    [
      'attachments on a host that is not allowed',
      () => ({ ZENDESK_FILE_HOSTS: 'files.example' }),
      /attachments: cannot be read/,
      /ZENDESK_FILE_HOSTS/,
      1,
    ],
    [
      'an assignee who is no agent',
      () => ({ ZENDESK_SOLVE_ASSIGNEE: '370000000000' }),
      /ZENDESK_SOLVE_ASSIGNEE: 370000000000 is not an agent/,
      /Team members/,
      1,
    ],
    [
      'no help centre',
      () => sandbox.setFaults([{ vendor: 'zendesk', path: 'help_center', kind: 'status', value: 404 }]),
      /help centre: does not exist/,
      /Activate help centre/,
      1,
    ],
    [
      'an empty catalogue',
      () => ({ STRIPE_METADATA_PUBLISHED: 'nobody' }),
      /catalogue: no product is published/,
      /Metadata: nobody=true/,
      1,
    ],
    ['an unreachable Redis', () => ({ REDIS_URL: 'redis://127.0.0.1:1' }), /REDIS_URL: /, /start Redis/, 2],
    [
      'an edited audit trail',
      () => ({ AUDIT_DIRECTORY: editedTrail() }),
      /AUDIT_DIRECTORY: \d+ events or chains/,
      /audit -- verify/,
      1,
    ],
    ['no public URL', () => ({ PUBLIC_URL: '' }), /PUBLIC_URL: is not set/, /PUBLIC_URL/, 1],
    [
      'no webhook at Stripe',
      () => ({ PUBLIC_URL: 'https://elsewhere.example' }),
      /webhooks: none goes to https:\/\/elsewhere\.example\/webhooks\/stripe/,
      /customer\.subscription\.updated/,
      1,
    ],
    [
      'no webhook at Zendesk',
      () => sandbox.webhooks.setTarget(null),
      /webhooks: none goes to https:\/\/graph\.example\.com\/webhooks\/zendesk/,
      /zen:event-type:ticket\.created/,
      1,
    ],
    [
      'no secret for webhooks',
      () => ({ HUBSPOT_CLIENT_SECRETS: '' }),
      /webhooks: HUBSPOT_CLIENT_SECRETS is not set/,
      /a service key has no webhooks/,
      1,
    ],
    [
      'undeliverable webhooks',
      () => sendToClosedPort(),
      /webhooks: the last one to https:\/\/graph\.example\.com\/webhooks\/stripe, of .*, was not accepted/,
      /leads to the gateway/,
      1,
    ],
    [
      'no product webhook',
      () => ({ PRODUCT_WEBHOOK_URL: '', PRODUCT_WEBHOOK_SECRET: '' }),
      /PRODUCT_WEBHOOK_URL: is not set/,
      /PRODUCT_WEBHOOK_SECRET/,
      1,
    ],
    [
      'an unreachable journal',
      () => ({ JOURNAL_DATABASE_URL: 'postgres://127.0.0.1:1/journal' }),
      /JOURNAL_DATABASE_URL: /,
      /start Postgres/,
      2,
    ],
    [
      'an unknown issuer',
      () => ({ OIDC_ISSUER: 'http://127.0.0.1:1' }),
      /issuer: http:\/\/127\.0\.0\.1:1/,
      /OIDC_ISSUER/,
      2,
    ],
  ])('reports %s with its remedy', async (_fault, plant, says, remedy, code) => {
    const planted = await plant();
    const findings = await look(
      planted instanceof Object && !Array.isArray(planted) ? (planted as Record<string, string>) : {},
    );
    const named = troubles(findings).filter((finding) => says.test(`${finding.subject}: ${finding.says}`));
    expect(troubles(findings).map(({ subject, says: said }) => `${subject}: ${said}`)).toContainEqual(
      expect.stringMatching(says),
    );
    expect(named.map((finding) => finding.remedy)).toContainEqual(expect.stringMatching(remedy));
    for (const finding of named) expect(finding.breaks).toBeTruthy();
    expect(exitCodeOf(findings)).toBe(code);
  });

  async function sendToClosedPort(): Promise<void> {
    sandbox.webhooks.setTarget('http://127.0.0.1:1', publicUrl);
    sandbox.records.change('stripe', 'subscriptions', 'sub_Sandbox000000', { cancel_at_period_end: true });
    await sandbox.webhooks.settled();
  }

  function mappingWith(edit: (mapping: Record<string, unknown>) => object): string {
    const file = join(mkdtempSync(join(tmpdir(), 'mapping-')), 'mapping.json');
    writeFileSync(file, JSON.stringify(edit(JSON.parse(readFileSync(tenants, 'utf8')) as Record<string, unknown>)));
    return file;
  }

  test('reports the accounts that a token opens, or the reason that it opens none', async () => {
    const opens = async (token: string) =>
      (await look({}, token)).filter(({ subject }) => subject === 'token').map(({ says }) => says);
    expect(await opens(await sandbox.token('member@demo'))).toEqual([
      expect.stringMatching(/a customer/),
      expect.stringContaining(`opens ${company} as MEMBER`),
    ]);
    expect(await opens(await sandbox.token('staff:support'))).toEqual(['staff, SUPPORT']);
    expect(await opens(await sandbox.token(claims('auth0|nobody')))).toContainEqual(
      expect.stringMatching(/no contact, or more than one/),
    );
    expect(await opens(await sandbox.token('member@demo', { lifetimeSeconds: -60 }))).toEqual(['has expired']);
    expect(await opens(await sandbox.token({ ...claims('x'), aud: 'another-api' }))).toEqual([
      expect.stringMatching(/is for another-api/),
    ]);
    expect(await opens('nonsense')).toEqual([expect.stringMatching(/^is opaque, and not a JSON Web Token/)]);
  });

  test('says claim by claim what a token is, and ends with the view of its owner', async () => {
    const token = await sandbox.token({ ...identities['admin@demo'], staff_roles: ['INTERN'] });
    const findings = (await look({}, token)).filter(({ system }) => system === 'IDENTITY');
    expect(troubles(findings)).toEqual([]);
    const told = new Map(findings.map(({ subject, says }) => [subject, says]));
    expect(told.get('claim iss')).toMatch(/is main$/);
    expect(told.get('claim aud')).toBe('contains customer-graph');
    expect(told.get('claim sub')).toMatch(/is known as auth0\|/);
    expect(told.get('claim staff_roles')).toMatch(/^INTERN: none is a staff role/);
    expect(told.get('claim email')).toBe('is verified');
    expect(findings.at(-1)).toMatchObject({
      subject: 'viewer',
      says: expect.stringContaining(`account ${company} as ADMIN`),
    });
    for (const text of [toJson(findings), toText(findings, { titles: titlesOf(diagnoses), inColor: false })])
      for (const part of token.split('.')) expect(text).not.toContain(part);
  });

  test('says which claims of a refused token are wrong', async () => {
    const wrong = { ...identities['admin@demo'], aud: 'another-api', staff_roles: 7, nonce: 'n' };
    const findings = await look({}, await sandbox.token(wrong));
    expect(
      findings
        .filter(({ severity, system }) => severity === 'ERROR' && system === 'IDENTITY')
        .map(({ subject }) => subject),
    ).toEqual(['claim aud', 'purpose', 'claim staff_roles', 'identity', 'token']);
    expect(findings.map(({ subject }) => subject)).not.toContain('viewer');
  });

  test('fails the view of a customer whose accounts cannot be read', async () => {
    const token = await sandbox.token('admin@demo');
    await sandbox.setFaults([{ vendor: 'hubspot', path: 'companies', kind: 'status', value: 503 }]);
    expect(await look({}, token)).toContainEqual(
      expect.objectContaining({
        subject: 'viewer',
        severity: 'ERROR',
        says: expect.stringMatching(/UPSTREAM_UNAVAILABLE/),
      }),
    );
  });

  test('reports an unreachable system as one failure, checks the others, and prints no secrets', async () => {
    await sandbox.setFaults([
      { vendor: 'stripe', kind: 'refuse' },
      { vendor: 'product', kind: 'refuse' },
    ]);
    const findings = await look();
    expect(
      troubles(findings)
        .map(({ system, severity }) => `${system} ${severity}`)
        .sort(),
    ).toEqual(['BILLING ERROR', 'PRODUCT ERROR']);
    for (const text of [toJson(findings), toText(findings, { titles: titlesOf(diagnoses), inColor: false })]) {
      for (const secret of [
        sandbox.environment.HUBSPOT_ACCESS_TOKEN,
        sandbox.environment.STRIPE_API_KEY,
        sandbox.environment.ZENDESK_CLIENT_SECRET,
      ])
        expect(text).not.toContain(secret);
    }
  });

  test('setup:hubspot lists missing definitions, creates them, and the doctor then finds none missing', async () => {
    change('properties', 'companies.portal_seats', { archived: true });
    change('properties', 'companies.portal_status', { archived: true });
    change('labels', 'Portal billing', { archived: true });
    const run = (argument: string) => runToEnd('processes/tool.ts', sandbox.environment, ['setup-hubspot', argument]);
    expect((await run('--dry-run')).output).toMatch(
      /1\/3 would create company property "portal_status" \(enumeration\)\n2\/3 .*portal_seats.*\n3\/3 .*Portal billing/,
    );
    expect(troubles(await look())).toHaveLength(3);
    expect(await run('--apply')).toMatchObject({
      code: 0,
      output: expect.stringMatching(/created association label "Portal billing"/),
    });
    expect(troubles(await look())).toEqual([]);
    expect((await run('--apply')).output).toBe('Nothing is missing.\n');
    expect((await run('--both')).code).toBe(2);
  });
});
