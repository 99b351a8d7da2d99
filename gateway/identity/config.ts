import { z } from 'zod';
import {
  commaSeparated,
  ConfigurationError,
  isGiven,
  parseEnvironment,
  parseTogether,
  type Environment,
} from '@customer-graph/process/configuration';
import { parseJson } from '@customer-graph/process/parse-json';
import { variables, type IdentityProvider } from './provider.ts';
import { problemsOf, providerSettings, toProvider, type ProviderSettings } from './provider-settings.ts';

const optionalText = z.string().optional();
/** Texts separated by commas; undefined where there are none. */
const list = commaSeparated.transform((entries) => (entries.length > 0 ? entries : undefined));
const flag = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((value) => value === 'true')
  .optional();

/** "a=1,b=2" by name. A name can have several values. */
const pairs = commaSeparated.transform((entries, context) => {
  if (entries.length === 0) return undefined;
  const values: Record<string, string[]> = {};
  for (const entry of entries) {
    // A claim's name can contain "="; its values here cannot.
    const at = entry.lastIndexOf('=');
    if (at < 1 || at === entry.length - 1) {
      context.addIssue({ code: 'custom', message: 'must be name=value pairs separated by commas' });
      return z.NEVER;
    }
    const name = entry.slice(0, at).trim();
    values[name] = [...(Object.hasOwn(values, name) ? (values[name] ?? []) : []), entry.slice(at + 1).trim()];
  }
  return values;
});

/** The variables of claims' places, by the names in IDENTITY_PROVIDERS. */
const claimVariables = {
  audience: 'OIDC_CLAIM_AUDIENCE',
  subject: 'OIDC_CLAIM_SUBJECT',
  name: 'OIDC_CLAIM_NAME',
  email: 'OIDC_CLAIM_EMAIL',
  emailVerified: 'OIDC_CLAIM_EMAIL_VERIFIED',
  account: 'OIDC_CLAIM_ACCOUNT',
  staffRoles: 'OIDC_CLAIM_STAFF_ROLES',
  partnerAccounts: 'OIDC_CLAIM_PARTNER_ACCOUNTS',
  scopes: 'OIDC_CLAIM_SCOPES',
} as const;

const shape = {
  OIDC_ISSUER: optionalText,
  OIDC_TENANTS: list,
  OIDC_AUDIENCE: list,
  OIDC_AUDIENCE_BY_KEYS: flag,
  OIDC_CLIENTS: list,
  OIDC_TOKEN_TYPES: list,
  OIDC_DISCOVERY_URL: optionalText,
  OIDC_JWKS_URL: optionalText,
  OIDC_USERINFO: flag,
  OIDC_KINDS: list,
  OIDC_STAFF_ROLES: pairs,
  OIDC_SCOPE_PREFIX: optionalText,
  OIDC_REQUIRED_CLAIMS: pairs,
  OIDC_CLAIM_AUDIENCE: optionalText,
  OIDC_CLAIM_SUBJECT: optionalText,
  OIDC_CLAIM_NAME: optionalText,
  OIDC_CLAIM_EMAIL: optionalText,
  OIDC_CLAIM_EMAIL_VERIFIED: optionalText,
  OIDC_CLAIM_ACCOUNT: optionalText,
  OIDC_CLAIM_STAFF_ROLES: optionalText,
  OIDC_CLAIM_PARTNER_ACCOUNTS: optionalText,
  OIDC_CLAIM_SCOPES: list,
};

const given = (names: Readonly<Record<string, string>>, values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(names).flatMap(([setting, name]) => (values[name] === undefined ? [] : [[setting, values[name]]])),
  );

/** The variable that a setting of the main provider comes from. */
function variableOf(path: readonly PropertyKey[]): string {
  const [setting, inner] = path.map(String);
  if (setting === 'claims' && inner !== undefined && inner in claimVariables)
    return claimVariables[inner as keyof typeof claimVariables];
  return variables[setting as keyof typeof variables];
}

/** The provider of the OIDC_ variables. Its people keep their subjects as they are. */
function parseMain(environment: Environment): readonly IdentityProvider[] {
  const values = parseEnvironment(environment, shape);
  if (!isGiven(environment, 'OIDC_ISSUER')) {
    if (isGiven(environment, 'IDENTITY_PROVIDERS') && !isGiven(environment, 'OIDC_AUDIENCE')) return [];
    throw new ConfigurationError([
      'OIDC_ISSUER: is missing',
      ...((values.OIDC_AUDIENCE ?? values.OIDC_AUDIENCE_BY_KEYS) ? [] : ['OIDC_AUDIENCE: is missing']),
    ]);
  }
  const result = providerSettings.safeParse({
    name: 'main',
    ...given(variables, values),
    claims: given(claimVariables, values),
  });
  if (!result.success)
    throw new ConfigurationError(result.error.issues.map(({ path, message }) => `${variableOf(path)}: ${message}`));
  const problems = problemsOf(result.data);
  if (problems.length > 0)
    throw new ConfigurationError(
      problems.map(({ setting, says }) =>
        setting === 'claims' ? `OIDC_CLAIM_AUDIENCE: ${says}` : `${variableOf([setting])}: ${says}`,
      ),
    );
  return [toProvider(result.data, true)];
}

const providersVariable = 'IDENTITY_PROVIDERS';

/** The providers of IDENTITY_PROVIDERS. Their people's subjects begin with the provider's name. */
function parseFurther(environment: Environment): readonly IdentityProvider[] {
  const { IDENTITY_PROVIDERS: text } = parseEnvironment(environment, { IDENTITY_PROVIDERS: optionalText });
  if (text === undefined) return [];
  const fail = (problems: readonly string[]): never => {
    throw new ConfigurationError(problems.map((problem) => `${providersVariable}: ${problem}`));
  };
  const result = z.array(providerSettings).safeParse(parseJson(text));
  if (!result.success)
    return fail(
      result.error.issues.map(({ path, message }) =>
        path.length === 0 ? 'must be a JSON list of identity providers' : `${path.join('.')}: ${message}`,
      ),
    );
  const problems = result.data.flatMap((settings: ProviderSettings, index) =>
    problemsOf(settings).map(({ setting, says }) => `${index}.${setting}: ${says}`),
  );
  if (problems.length > 0) return fail(problems);
  return result.data.map((settings) => toProvider(settings, false));
}

/** Names and issuers identify a provider, and at most one provider's subjects stand as they are. */
function assertDistinct(providers: readonly IdentityProvider[]): void {
  const doubled = (values: readonly string[]): string[] => [
    ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
  ];
  const problems = [
    ...doubled(providers.map(({ name }) => name)).map((name) => `the name ${name} is there twice`),
    ...doubled(providers.map(({ issuer }) => issuer)).map((issuer) => `the issuer ${issuer} is there twice`),
    ...(providers.filter(({ subjectPrefix }) => subjectPrefix === '').length > 1
      ? ['plainSubjects: only one provider can have them, and the one of OIDC_ISSUER has them']
      : []),
    ...(providers.length === 0 ? ['must have a provider'] : []),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems.map((problem) => `${providersVariable}: ${problem}`));
}

/** All identity providers: the one of the OIDC_ variables first, then those of IDENTITY_PROVIDERS. */
export function parseIdentityConfig(environment: Environment): readonly IdentityProvider[] {
  const { main, further } = parseTogether({
    main: () => parseMain(environment),
    further: () => parseFurther(environment),
  });
  const providers = [...main, ...further];
  assertDistinct(providers);
  return providers;
}
