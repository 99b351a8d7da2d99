import type { Logger } from 'pino';
import { createFindings, type Finding, type Findings } from '@customer-graph/diagnosis/findings';
import { reasonOf } from '@customer-graph/process/reason-of';
import { GraphError } from '@customer-graph/protocol/errors';
import { readKeys } from './discovery.ts';
import type { Identity } from './identity.ts';
import { settingOf, type IdentityProvider } from './provider.ts';
import { refusalReason } from './refusal-reason.ts';
import { findClaims } from './token-findings.ts';
import { createTokenVerifier } from './token-verifier.ts';

/** Checks that the identity providers publish keys, and says claim by claim what a given token is. */
export async function diagnoseIdentity(
  providers: readonly IdentityProvider[],
  token: string | undefined,
  log: Logger,
): Promise<{ findings: readonly Finding[]; identity: Identity | null }> {
  const found = createFindings('IDENTITY');
  for (const findings of await Promise.all(providers.map(diagnoseKeys))) found.list.push(...findings);
  if (token === undefined) return { findings: found.list, identity: null };
  found.list.push(...findClaims(token, providers));
  const identity = await diagnoseToken(providers, token, { found, log });
  return { findings: found.list, identity };
}

/** `keys` of the main provider, `keys of staff` of others. */
const subjectFor = ({ isMain, name }: IdentityProvider, subject: string): string =>
  isMain ? subject : `${subject} of ${name}`;

async function diagnoseKeys(provider: IdentityProvider): Promise<readonly Finding[]> {
  const found = createFindings('IDENTITY');
  const { issuer } = provider;
  try {
    const keys = await readKeys(provider);
    const algorithms = [...new Set(keys.map(({ alg, kty }) => alg ?? kty ?? '?'))];
    if (keys.length > 0)
      found.ok(subjectFor(provider, 'keys'), `${keys.length} at ${issuer}: ${algorithms.join(', ')}`);
    else
      found.fail(subjectFor(provider, 'keys'), {
        says: 'the identity provider publishes no keys',
        breaks: 'every token is refused',
        remedy: 'add signing keys at the identity provider (jwks_uri)',
      });
  } catch (error) {
    found.fail(subjectFor(provider, 'issuer'), {
      says: `${issuer}: ${reasonOf(error)}`,
      breaks: 'its tokens cannot be verified: requests with one get 503',
      remedy: `set ${settingOf(provider, 'issuer')} to the exact "issuer" of the provider’s /.well-known/openid-configuration (${settingOf(provider, 'discoveryUrl')} where that document lies elsewhere), and make it reachable from here`,
    });
  }
  return found.list;
}

/** Adds one finding, the verdict. */
async function diagnoseToken(
  providers: readonly IdentityProvider[],
  token: string,
  { found, log }: { readonly found: Findings; readonly log: Logger },
): Promise<Identity | null> {
  try {
    const identity = await createTokenVerifier({ providers, log }).verify(`Bearer ${token}`);
    found.ok('token', describeIdentity(identity));
    return identity;
  } catch (error) {
    if (error instanceof GraphError && error.code !== 'UNAUTHENTICATED') {
      found.fail('token', {
        says: 'cannot be verified: the keys of its issuer cannot be read',
        breaks: 'requests with this token get 503',
      });
      return null;
    }
    found.fail('token', {
      says: refusalReason(error, token, providers).text,
      breaks: 'requests with this token get 401',
      remedy:
        'let the client request an access token for the API, and compare its claims with docs/identity-providers.md',
    });
    return null;
  }
}

function describeIdentity(identity: Identity): string {
  switch (identity.kind) {
    case 'ANONYMOUS':
      return 'anonymous';
    case 'STAFF':
      return `staff, ${identity.roles.join(', ')}`;
    case 'PARTNER':
      return `a partner with ${identity.accountIds.length} accounts, scopes ${identity.scopes.join(' ') || 'none'}`;
    case 'CUSTOMER':
      return `a customer, subject ${identity.subject}, ${emailOf(identity)}`;
    default:
      return identity satisfies never;
  }
}

const emailOf = ({ email, isEmailUnknown }: Extract<Identity, { readonly kind: 'CUSTOMER' }>): string =>
  isEmailUnknown
    ? 'userinfo cannot be read'
    : email === null
      ? 'no verified e-mail address'
      : 'a verified e-mail address';
