import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { companyId, contactId, companyIndex } from '../sandbox/seed/company.ts';
import { encodeMemberId } from '@customer-graph/protocol/member-id';
import { startGraph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
/** A marker for every free text. Letters only, so that it is valid in names and e-mail addresses. */
const canary = 'qxzcanaryqxz';
const card = 'pm_Sandbox000000card';

/** Mutations with the marker in their free texts. Some are refused. */
const inputs: readonly (readonly [mutation: string, input: object])[] = [
  [
    'updateAccount',
    {
      accountId: demo,
      name: `N ${canary}`,
      phone: `+49 ${canary}`,
      address: { line1: canary, city: canary, countryCode: 'DE' },
    },
  ],
  ['updateProfile', { name: `P ${canary}`, phone: canary, jobTitle: canary }],
  [
    'inviteMember',
    { accountId: demo, email: `${canary}@demo-industries.example`, name: `I ${canary}`, role: 'MEMBER' },
  ],
  ['inviteMember', { accountId: demo, email: `${canary}@demo-industries.example`, name: `I ${canary}`, role: 'ADMIN' }],
  [
    'changeMemberRole',
    { accountId: demo, memberId: encodeMemberId({ accountId: demo, contactId: contactId(2) }), role: 'BILLING' },
  ],
  ['acceptInvitation', { memberId: canary }],
  ['changeMemberRole', { accountId: demo, memberId: canary, role: 'BILLING' }],
  ['removeMember', { accountId: demo, memberId: encodeMemberId({ accountId: demo, contactId: contactId(2) }) }],
  ['changeSubscription', { accountId: demo, change: { seats: 30 } }],
  ['changeSubscription', { accountId: demo, change: { priceId: canary } }],
  ['cancelSubscription', { accountId: demo, reason: 'unused', comment: canary }],
  ['resumeSubscription', { accountId: demo }],
  ['completeOnboardingStep', { accountId: demo, key: canary }],
  ['startPaymentMethodSetup', { accountId: demo }],
  ['setDefaultPaymentMethod', { accountId: demo, paymentMethodId: card }],
  ['setDefaultPaymentMethod', { accountId: demo, paymentMethodId: canary }],
  ['payInvoice', { accountId: demo, invoiceId: canary }],
  [
    'updateBillingDetails',
    { accountId: demo, name: canary, email: `${canary}@example.com`, address: { line1: canary } },
  ],
  ['createBillingPortalSession', { accountId: demo, returnUrl: `https://app.sandbox.example/${canary}` }],
  ['createBillingPortalSession', { accountId: demo, returnUrl: `https://${canary}.example/` }],
  [
    'openTicket',
    { accountId: demo, subject: canary, body: canary, context: { pageUrl: `https://app.sandbox.example/${canary}` } },
  ],
  ['replyToTicket', { accountId: demo, ticketId: '5000', body: canary }],
  ['rateTicket', { accountId: demo, ticketId: '5000', good: false, comment: canary }],
];

const journal = mkdtempSync(join(tmpdir(), 'journal-'));
const audit = mkdtempSync(join(tmpdir(), 'audit-'));
const logged: string[] = [];
const files = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile());
const holding = (directory: string, text: string): string[] =>
  files(directory).filter((path) => readFileSync(path).includes(text));

async function writeEverything(): Promise<string[]> {
  await using graph = await startGraph({
    environment: { JOURNAL_DIRECTORY: journal, AUDIT_DIRECTORY: audit },
    log: pino({ level: 'trace' }, { write: (line: string) => logged.push(line) }),
  });
  const outcomes: string[] = [];
  for (const isDown of [false, true]) {
    await graph.sandbox.reset();
    // The second round includes failures, because the journal stores those too.
    await graph.sandbox.setFaults(isDown ? [{ vendor: 'product', kind: 'status', value: 503, times: 3 }] : []);
    for (const [index, [name, input]] of inputs.entries()) {
      const type = /^(set|remove).*PaymentMethod$/.test(name)
        ? 'PaymentMethodInput'
        : `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
      const variables = { input: { ...input, idempotencyKey: `${canary}-${String(isDown)}-${index}` } };
      const { data, errors } = await graph.ask(
        `mutation($input: ${type}!) { ${name}(input: $input) { userErrors { code field message } } }`,
        { as: 'admin@demo', variables },
      );
      outcomes.push(errors.length > 0 ? JSON.stringify(errors) : JSON.stringify(data?.[name].userErrors));
    }
  }
  return outcomes;
}

test('texts and addresses of customers appear in no journal file, log or audit event', async () => {
  const outcomes = await writeEverything();
  expect(outcomes.filter((outcome) => outcome.includes('BAD_USER_INPUT'))).toEqual([]);
  // Most mutations succeeded, so the journal and the audit have records of them.
  expect(outcomes.filter((outcome) => outcome === '[]').length).toBeGreaterThan(outcomes.length / 2);
  // The files of the database and its write-ahead log contain the workflows' inputs, outputs and errors.
  expect(holding(journal, 'CHANGE_SUBSCRIPTION')).not.toEqual([]);
  expect(files(audit)).not.toEqual([]);
  const kept = (text: string) => ({
    journal: holding(journal, text),
    audit: holding(audit, text),
    log: logged.filter((line) => line.includes(text)),
  });
  expect([kept(canary), kept('@demo-industries.example')]).toEqual([
    { journal: [], audit: [], log: [] },
    { journal: [], audit: [], log: [] },
  ]);
}, 60_000);
