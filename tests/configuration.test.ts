import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { keyEnvironment } from '../sandbox/environment.ts';
import { runToEnd } from './support/processes.ts';

const root = new URL('..', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

describe('a process that lacks what it needs ends with 78 before it listens, and names all of it', () => {
  test.each<[string, Record<string, string>, RegExp[]]>([
    [
      'gateway/index.ts',
      { PORT: 'four thousand' },
      [/PORT/, /OIDC_ISSUER: is missing/, /OIDC_AUDIENCE: is missing/, /GATEWAY_PRIVATE_KEY: is missing/],
    ],
    [
      'subgraphs/accounts/index.ts',
      { HUBSPOT_API_BASE: 'nonsense' },
      [
        /HUBSPOT_ACCESS_TOKEN: is missing/,
        /HUBSPOT_API_BASE/,
        /GATEWAY_PUBLIC_KEY: is missing/,
        /LINKS_PRIVATE_KEY: is missing/,
      ],
    ],
    [
      'subgraphs/billing/index.ts',
      { STRIPE_API_KEY: 'pk_live_secretsecret' },
      [/STRIPE_API_KEY/, /GATEWAY_PUBLIC_KEY: is missing/, /LINKS_PUBLIC_KEY: is missing/],
    ],
    [
      'subgraphs/usage/index.ts',
      { PRODUCT_DATABASE_URL: 'mysql://secretsecret', PRODUCT_MAPPING: 'package.json' },
      [/PRODUCT_DATABASE_URL: must be a postgres/, /PRODUCT_MAPPING: accounts: /, /GATEWAY_PUBLIC_KEY: is missing/],
    ],
    [
      'subgraphs/support/index.ts',
      { ZENDESK_EMAIL: 'nobody' },
      [
        /ZENDESK_BASE: is missing/,
        /ZENDESK_EMAIL: must be/,
        /ZENDESK_API_TOKEN: is missing/,
        /LINKS_PUBLIC_KEY: is missing/,
      ],
    ],
    [
      'start.ts',
      {
        HUBSPOT_API_BASE: 'http://127.0.0.1:1',
        PORT: '70000',
        HUBSPOT_ONBOARDING_STEPS: 'x',
        LOG_LEVEL: 'loud',
        SANDBOX_CONTROL_PORT: 'x',
      },
      [
        /HUBSPOT_ACCESS_TOKEN: is missing/,
        / PORT: must be/,
        /HUBSPOT_ONBOARDING_STEPS/,
        /LOG_LEVEL: must be one of/,
        /SANDBOX_CONTROL_PORT: must be/,
      ],
    ],
  ])('%s', async (script, environment, named) => {
    const { code, errors } = await runToEnd(script, environment);
    expect(code).toBe(78);
    for (const name of named) expect(errors).toMatch(name);
    expect(errors).not.toContain('secretsecret');
  });

  test('live and test keys are not mixed', async () => {
    const sandboxed = await runToEnd('start.ts', { STRIPE_API_KEY: 'sk_live_0000000000' });
    expect(sandboxed).toMatchObject({
      code: 78,
      errors: expect.stringMatching(/STRIPE_API_KEY: is a live key.*not mixed/),
    });
    const open = await runToEnd('start.ts', { HUBSPOT_ACCESS_TOKEN: 'pat-real' });
    expect(open).toMatchObject({
      code: 78,
      errors: expect.stringMatching(/OIDC_ISSUER: is missing: HUBSPOT_ACCESS_TOKEN is a real portal/),
    });
    const elsewhere = await runToEnd('subgraphs/billing/index.ts', {
      STRIPE_API_KEY: 'sk_live_0000000000',
      STRIPE_API_BASE: 'http://127.0.0.1:4102',
      ...keyEnvironment(),
    });
    expect(elsewhere).toMatchObject({ code: 78, errors: expect.stringMatching(/STRIPE_API_BASE is not Stripe/) });
  });
});

test('.env.example names every variable, and no other', () => {
  const sources = [
    'gateway/config.ts',
    'subgraphs/accounts/config.ts',
    'subgraphs/billing/config.ts',
    'subgraphs/usage/config.ts',
    'subgraphs/support/config.ts',
    'subgraphs/consistency/config.ts',
    'subgraphs/shared/journal/config.ts',
    'sandbox/variables.ts',
    'subgraphs/shared/log.ts',
  ]
    .map(read)
    .join('\n');
  const parsed = new Set([...sources.matchAll(/^\s+([A-Z][A-Z0-9_]+): /gm)].map(([, name]) => name));
  const named = new Set([...read('.env.example').matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name));
  expect([...named].sort()).toEqual([...parsed].sort());
});
