import { z } from 'zod';
import { staffRoles, type StaffRole } from '@customer-graph/protocol/roles';
import { parseClaimPath } from './claim-path.ts';
import { discoveryUrlOf } from './discovery.ts';
import { tenantPlaceholder } from './issuer.ts';
import { callerKinds, type CallerKind, type IdentityProvider } from './provider.ts';

const text = z.string('must be a text').min(1, 'must not be empty');
/** One text, or a list of them. */
const texts = z.union([text.transform((one) => [one]), z.array(text)], { error: 'must be a text or a list of texts' });
const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' });
const yes = z.boolean('must be true or false');

const path = text.transform((given, context) => {
  const parsed = parseClaimPath(given);
  if (parsed) return parsed;
  context.addIssue({ code: 'custom', message: 'has a "~" that is neither ~0 nor ~1 (RFC 6901)' });
  return z.NEVER;
});
const pathTo = (name: string) => path.prefault(name);

const role = z.enum(staffRoles, { error: `must be of ${staffRoles.join(', ')}` });
const roles = z.union([role.transform((one) => [one]), z.array(role)], {
  error: `must be of ${staffRoles.join(', ')}`,
});

/** Settings of one provider, as in IDENTITY_PROVIDERS. */
export const providerSettings = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be of small letters, digits and hyphens'),
  issuer: z
    .string('must be the issuer URL of the identity provider')
    .refine((issuer) => url.safeParse(issuer.replace(tenantPlaceholder, 'tenant')).success, {
      error: 'must be the issuer URL of the identity provider',
    }),
  tenants: texts.default([]),
  audience: texts.default([]),
  audienceByKeys: yes.default(false),
  clients: texts.default([]),
  tokenTypes: texts.default(['at+jwt', 'jwt']),
  discoveryUrl: url.optional(),
  jwksUrl: url.optional(),
  userinfo: yes.default(false),
  kinds: z.array(z.enum(callerKinds, { error: `must be of ${callerKinds.join(', ')}` })).optional(),
  claims: z
    .strictObject({
      audience: pathTo('aud'),
      subject: pathTo('sub'),
      name: pathTo('name'),
      email: pathTo('email'),
      emailVerified: pathTo('email_verified'),
      account: pathTo('account_id'),
      staffRoles: pathTo('staff_roles'),
      partnerAccounts: pathTo('partner_accounts'),
      scopes: z.union([path.transform((one) => [one]), z.array(path)]).prefault(['scope', 'scp', 'roles']),
    })
    .prefault({}),
  staffRoles: z.record(z.string(), roles).optional(),
  scopePrefix: z.string().default(''),
  requiredClaims: z.record(z.string(), texts).default({}),
  plainSubjects: yes.default(false),
});

export type ProviderSettings = z.output<typeof providerSettings>;
export type GivenSettings = z.input<typeof providerSettings>;

/** A setting that cannot be used, with the name in IDENTITY_PROVIDERS. */
export interface SettingProblem {
  readonly setting: keyof ProviderSettings;
  readonly says: string;
}

const ownRoles: ReadonlyMap<string, readonly StaffRole[]> = new Map(staffRoles.map((name) => [name, [name]]));

/** The rules between settings. They keep a provider from saying more than its tokens can be trusted for. */
export function problemsOf(given: ProviderSettings): readonly SettingProblem[] {
  const problems: SettingProblem[] = [];
  const check = (isRight: boolean, setting: SettingProblem['setting'], says: string): void => {
    if (!isRight) problems.push({ setting, says });
  };
  const { issuer, tenants, audience, audienceByKeys, jwksUrl, discoveryUrl, userinfo, kinds, claims } = given;
  const hasTemplate = issuer.includes(tenantPlaceholder);
  if (audienceByKeys) {
    // Any client's token would do otherwise: the keys of most providers are shared by all of their clients.
    check(
      jwksUrl !== undefined,
      'audienceByKeys',
      'needs the address of a key set that belongs to one client (jwksUrl)',
    );
    check(audience.length === 0, 'audienceByKeys', 'and an audience exclude each other');
  } else check(audience.length > 0, 'audience', 'is missing');
  check(claims.audience.names.join('/') !== 'iss', 'claims', 'audience: iss says nothing about the audience');
  check(issuer.split(tenantPlaceholder).length <= 2, 'issuer', `must have ${tenantPlaceholder} once`);
  check(!hasTemplate || tenants.length > 0, 'tenants', `must list the tenants of ${tenantPlaceholder}; * permits all`);
  check(hasTemplate || tenants.length === 0, 'tenants', `needs an issuer with ${tenantPlaceholder}`);
  check(
    !hasTemplate || discoveryUrl !== undefined,
    'discoveryUrl',
    `is needed beside an issuer with ${tenantPlaceholder}`,
  );
  // Each tenant's administrators assign the roles of their own people.
  check(
    !hasTemplate || (kinds ?? ['CUSTOMER']).every((kind) => kind === 'CUSTOMER'),
    'kinds',
    'must be CUSTOMER alone: administrators of other tenants must not appoint staff or partners',
  );
  check(!userinfo || !jwksUrl || discoveryUrl !== undefined, 'userinfo', 'needs a discovery document (discoveryUrl)');
  for (const name of Object.keys(given.requiredClaims))
    check(parseClaimPath(name) !== null, 'requiredClaims', 'has a "~" that is neither ~0 nor ~1 (RFC 6901)');
  return problems;
}

const defaultKinds = (issuer: string): readonly CallerKind[] =>
  issuer.includes(tenantPlaceholder) ? ['CUSTOMER'] : callerKinds;

/** The provider of settings without problems. */
export const toProvider = (given: ProviderSettings, isMain: boolean): IdentityProvider => ({
  name: given.name,
  isMain,
  issuer: given.issuer,
  tenants: given.tenants.map((tenant) => tenant.toLowerCase()),
  audiences: given.audience,
  clients: given.clients,
  tokenTypes: given.tokenTypes.map((type) => type.toLowerCase()),
  discoveryUrl: given.discoveryUrl ?? discoveryUrlOf(given.issuer),
  keysUrl: given.jwksUrl ?? null,
  hasUserinfo: given.userinfo,
  kinds: given.kinds ?? defaultKinds(given.issuer),
  claims: given.claims,
  staffRoles: given.staffRoles ? new Map(Object.entries(given.staffRoles)) : ownRoles,
  scopePrefix: given.scopePrefix,
  requiredClaims: Object.entries(given.requiredClaims).flatMap(([name, values]) => {
    const parsed = parseClaimPath(name);
    return parsed ? [{ path: parsed, values }] : [];
  }),
  subjectPrefix: isMain || given.plainSubjects ? '' : `${given.name}:`,
});
