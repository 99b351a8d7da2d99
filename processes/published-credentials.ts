import { z } from 'zod';
import { connectionsOf } from '@customer-graph/postgres/url';
import { ConfigurationError, parseEnvironment, type Environment } from '@customer-graph/process/configuration';
import { credentials } from '../sandbox/credentials.ts';
import { keyEnvironment } from '../sandbox/environment.ts';
import { readerRole } from '../sandbox/seed/product.ts';

/** Secrets of each system. A system is the sandbox's or real, never a mix. */
const systems = [
  ['HUBSPOT_ACCESS_TOKEN', 'HUBSPOT_CLIENT_SECRETS', 'HUBSPOT_CLIENT_SECRET', 'HUBSPOT_REFRESH_TOKEN'],
  ['STRIPE_API_KEY', 'STRIPE_WEBHOOK_SECRETS'],
  ['ZENDESK_CLIENT_SECRET', 'ZENDESK_API_TOKEN', 'ZENDESK_WEBHOOK_SECRETS'],
  ['PRODUCT_DATABASE_URL', 'PRODUCT_WEBHOOK_SECRET'],
  ['OIDC_ISSUER', 'IDENTITY_PROVIDERS'],
] as const;
const keys = Object.keys(keyEnvironment());
const names = [...systems.flat(), ...keys];
const published = new Set<string>([...Object.values(credentials), ...Object.values(keyEnvironment())]);

const ofUrl = (isReal: (url: URL) => boolean) => (value: string) => URL.canParse(value) && isReal(new URL(value));
/** Whether a value is surely of a real system. A sandbox's URLs depend on its ports, so they are not published values. */
const isRealValue: Readonly<Record<string, (value: string) => boolean>> = {
  // A URL of several databases is like its first.
  PRODUCT_DATABASE_URL: (value) =>
    ofUrl(({ username, password }) => username !== readerRole || password !== '')(
      connectionsOf(value)?.urls[0] ?? value,
    ),
  OIDC_ISSUER: ofUrl(({ protocol }) => protocol === 'https:'),
  IDENTITY_PROVIDERS: (value) => /"issuer"\s*:\s*"https:/.test(value),
};

type Origin = 'published' | 'real';

/** Where the values of a variable come from: several are separated by commas or white space. */
function originsOf(name: string, value: string): readonly Origin[] {
  const isReal = isRealValue[name];
  if (isReal) return isReal(value) ? ['real'] : [];
  return value
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((each) => (published.has(each) ? 'published' : 'real'));
}

/**
 * Refuses credentials that are published with the sandbox beside real ones: anyone could sign requests of a gateway, or
 * webhooks of a vendor, to a process that has real customers.
 *
 * @throws {ConfigurationError} that names each published one and a real one beside it
 */
export function refusePublishedCredentials(environment: Environment): void {
  const given: Readonly<Record<string, string | undefined>> = parseEnvironment(
    environment,
    Object.fromEntries(names.map((name) => [name, z.string().optional()])),
  );
  const having = (origin: Origin, among: readonly string[]): readonly string[] =>
    among.filter((name) => originsOf(name, given[name] ?? '').includes(origin));
  // Keys protect all systems of a process, so they must be real beside any real system.
  const problems = [...systems.map((own) => [own, own] as const), [keys, names] as const].flatMap(([own, others]) => {
    const [real] = having('real', others);
    return real === undefined
      ? []
      : having('published', own).map(
          (name) =>
            `${name}: is published with the sandbox, and ${real} is not: sandbox and real credentials are not mixed`,
        );
  });
  if (problems.length > 0) throw new ConfigurationError(problems);
}
