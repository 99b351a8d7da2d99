import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ConfigurationError } from '@customer-graph/process/configuration';
import { parseClaimPath, readClaim } from '../gateway/identity/claim-path.ts';
import { parseIdentityConfig } from '../gateway/identity/config.ts';
import { refusePublishedCredentials } from '../processes/published-credentials.ts';
import { credentials } from '../sandbox/credentials.ts';

describe('the place of a claim', () => {
  const claims = {
    'https://acme.example/roles': ['a'],
    'realm_access.roles': ['b'],
    realm_access: { roles: ['c'] },
    'a/b': { 'c~d': 'e' },
    emails: ['first', 'second'],
  };
  test.each<[string, unknown]>([
    ['https://acme.example/roles', ['a']],
    ['realm_access.roles', ['b']],
    ['/realm_access/roles', ['c']],
    ['/https:~1~1acme.example~1roles', ['a']],
    ['/a~1b/c~0d', 'e'],
    ['/emails/0', 'first'],
    ['emails/0', undefined],
    ['/realm_access/missing/roles', undefined],
    ['constructor', undefined],
    ['/__proto__/constructor', undefined],
    ['/realm_access/toString', undefined],
  ])('%s', (text, value) => {
    const path = parseClaimPath(text);
    expect(path && readClaim(claims, path)).toEqual(value);
  });

  test('is refused with a "~" that is no escape', () => {
    expect(parseClaimPath('/a~2')).toBeNull();
  });
});

const main = { OIDC_ISSUER: 'https://login.example', OIDC_AUDIENCE: 'api' };
const further = (...providers: readonly object[]) => ({ IDENTITY_PROVIDERS: JSON.stringify(providers) });
const staff = { name: 'staff', issuer: 'https://staff.example', audience: 'api' };
const template = {
  ...main,
  OIDC_ISSUER: 'https://login.example/{tenantid}/v2.0',
  OIDC_TENANTS: '*',
  OIDC_DISCOVERY_URL: 'https://login.example/common/v2.0/.well-known/openid-configuration',
};
const problems = (environment: Record<string, string>): readonly string[] => {
  try {
    parseIdentityConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
};

describe('the configuration of identity providers', () => {
  test('with the variables of one: its subjects have no prefix, and it makes callers of all kinds', () => {
    expect(parseIdentityConfig(main)).toMatchObject([
      {
        name: 'main',
        discoveryUrl: 'https://login.example/.well-known/openid-configuration',
        subjectPrefix: '',
        kinds: ['CUSTOMER', 'STAFF', 'PARTNER'],
        tokenTypes: ['at+jwt', 'jwt'],
      },
    ]);
  });

  test('with a list in a file, beside the variables and alone', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'providers-')), 'providers.json');
    writeFileSync(file, JSON.stringify([staff]));
    const providers = parseIdentityConfig({ ...main, IDENTITY_PROVIDERS_FILE: file });
    expect(providers.map(({ name, subjectPrefix }) => [name, subjectPrefix])).toEqual([
      ['main', ''],
      ['staff', 'staff:'],
    ]);
    expect(parseIdentityConfig({ IDENTITY_PROVIDERS_FILE: file })).toHaveLength(1);
    expect(parseIdentityConfig(further({ ...staff, plainSubjects: true }))).toMatchObject([{ subjectPrefix: '' }]);
  });

  test('reads names of staff roles and required claims', () => {
    const [provider] = parseIdentityConfig({
      ...main,
      OIDC_STAFF_ROLES: 'Portal Staff=SUPPORT, Portal Staff=SALES,admin=ADMIN',
      OIDC_REQUIRED_CLAIMS: 'tfp=B2C_1_signin,https://acme.example/a=b=c',
    });
    expect([...(provider?.staffRoles ?? [])]).toEqual([
      ['Portal Staff', ['SUPPORT', 'SALES']],
      ['admin', ['ADMIN']],
    ]);
    expect(provider?.requiredClaims.map(({ path, values }) => [path.text, values])).toEqual([
      ['tfp', ['B2C_1_signin']],
      ['https://acme.example/a=b', ['c']],
    ]);
  });

  test('lets an issuer with tenants make customers alone', () => {
    expect(parseIdentityConfig(template)).toMatchObject([{ kinds: ['CUSTOMER'], tenants: ['*'] }]);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['nothing', {}, /^OIDC_ISSUER: is missing\nOIDC_AUDIENCE: is missing$/],
    ['an empty list', { IDENTITY_PROVIDERS: '[]' }, /^IDENTITY_PROVIDERS: must have a provider$/],
    ['no audience', { OIDC_ISSUER: 'https://login.example' }, /^OIDC_AUDIENCE: is missing$/],
    ['no issuer', { OIDC_AUDIENCE: 'api' }, /^OIDC_ISSUER: is missing$/],
    ['a wrong issuer', { ...main, OIDC_ISSUER: 'login' }, /^OIDC_ISSUER: must be the issuer URL/],
    ['an unknown staff role', { ...main, OIDC_STAFF_ROLES: 'a=BOSS' }, /^OIDC_STAFF_ROLES: must be of SUPPORT/],
    ['a role without a value', { ...main, OIDC_STAFF_ROLES: 'a' }, /^OIDC_STAFF_ROLES: must be name=value pairs/],
    ['a wrong path', { ...main, OIDC_CLAIM_STAFF_ROLES: '/a~b' }, /^OIDC_CLAIM_STAFF_ROLES: has a "~"/],
    ['the issuer as audience', { ...main, OIDC_CLAIM_AUDIENCE: 'iss' }, /^OIDC_CLAIM_AUDIENCE: .*says nothing/],
    ['the issuer as audience, as a path', { ...main, OIDC_CLAIM_AUDIENCE: '/iss' }, /^OIDC_CLAIM_AUDIENCE: /],
    ['no audience and shared keys', { OIDC_ISSUER: 'https://a.example', OIDC_AUDIENCE_BY_KEYS: 'true' }, /jwksUrl/],
    ['unlisted tenants', { ...template, OIDC_TENANTS: '' }, /^OIDC_TENANTS: must list/],
    ['tenants without a template', { ...main, OIDC_TENANTS: '*' }, /^OIDC_TENANTS: needs an issuer with/],
    ['a template without a document', { ...template, OIDC_DISCOVERY_URL: '' }, /^OIDC_DISCOVERY_URL: is needed/],
    ['staff of all tenants', { ...template, OIDC_KINDS: 'CUSTOMER,STAFF' }, /^OIDC_KINDS: must be CUSTOMER alone/],
    ['an unknown kind', { ...main, OIDC_KINDS: 'BOSS' }, /^OIDC_KINDS: must be of/],
    [
      'userinfo without a document',
      { ...main, OIDC_JWKS_URL: 'https://a.example/jwks', OIDC_USERINFO: 'true' },
      /^OIDC_USERINFO: needs a discovery document/,
    ],
    ['no JSON', { ...main, IDENTITY_PROVIDERS: 'providers.json' }, /^IDENTITY_PROVIDERS: must be a JSON list/],
    ['an unknown setting', { ...main, ...further({ ...staff, roles: [] }) }, /^IDENTITY_PROVIDERS: 0: .*roles/],
    ['a listed one without audience', { ...main, ...further({ ...staff, audience: [] }) }, /0\.audience: is missing/],
    ['a wrong name', { ...main, ...further({ ...staff, name: 'a:b' }) }, /0\.name: must be of small letters/],
    ['a name twice', { ...main, ...further({ ...staff, name: 'main' }) }, /the name main is there twice/],
    ['an issuer twice', { ...main, ...further({ ...staff, issuer: main.OIDC_ISSUER }) }, /issuer .* is there twice/],
    ['plain subjects twice', { ...main, ...further({ ...staff, plainSubjects: true }) }, /plainSubjects: only one/],
  ])('is refused with %s', (_case, environment, problem) => {
    expect(problems(environment).join('\n')).toMatch(problem);
  });

  test('of a real list does not run with the sandbox’s keys', () => {
    expect(() =>
      refusePublishedCredentials({ ...further(staff), GATEWAY_PRIVATE_KEY: credentials.gatewayPrivateKey }),
    ).toThrow(/GATEWAY_PRIVATE_KEY: is published with the sandbox, and IDENTITY_PROVIDERS is not/);
  });
});
