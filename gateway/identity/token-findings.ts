import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import { createFindings, type Finding, type Findings } from '@customer-graph/diagnosis/findings';
import { reasonOf } from '@customer-graph/process/reason-of';
import { GraphError } from '@customer-graph/protocol/errors';
import { readClaim } from './claim-path.ts';
import {
  partnerAccountsOf,
  profileOf,
  roleNamesOf,
  saysEmail,
  scopesOf,
  staffRolesOf,
  subjectOf,
  toIdentity,
} from './claims.ts';
import { createIssuers } from './issuer.ts';
import { settingOf, type IdentityProvider } from './provider.ts';
import { tokenChecks, typeOf, type CheckedToken } from './token-checks.ts';
import { parseTokenClaims } from './token-claims.ts';
import { assertClient } from './token-purpose.ts';
import { quoted, TokenRefusal } from './token-refusal.ts';
import { foreignPrefixesOf } from './token-verifier.ts';

/**
 * Returns the findings about a token, claim by claim, whether it is valid or not. The signature is not verified. Names, addresses
 * and the token itself are left out.
 */
export function findClaims(token: string, providers: readonly IdentityProvider[]): readonly Finding[] {
  const found = createFindings('IDENTITY');
  let payload: JWTPayload;
  let type: string;
  try {
    payload = decodeJwt(token);
    type = typeOf(decodeProtectedHeader(token).typ);
  } catch {
    return [];
  }
  const match = createIssuers(providers)(payload.iss);
  if (!match) {
    found.fail('claim iss', {
      says: `${quoted(payload.iss)} is no configured issuer`,
      remedy: `set ${providers.map((provider) => settingOf(provider, 'issuer')).join(' or ')} to it, exactly, if its people are yours`,
    });
    return found.list;
  }
  const { provider, tenant } = match;
  found.ok('claim iss', `${quoted(payload.iss)} is ${provider.name}`);
  checkTimes(found, payload);
  const checked: CheckedToken = { payload, type, tenant };
  for (const { subject, run } of tokenChecks) attempt(found, subject(provider), () => run(checked, provider));
  describeClaims(found, checked, provider, foreignPrefixesOf(provider, providers));
  return found.list;
}

function checkTimes(found: Findings, { exp, nbf }: JWTPayload): void {
  const timeOf = (seconds: number): string => new Date(seconds * 1_000).toISOString();
  const now = Date.now() / 1_000;
  if (typeof exp !== 'number') found.fail('claim exp', { says: 'is missing' });
  else if (exp <= now) found.fail('claim exp', { says: `expired at ${timeOf(exp)}`, remedy: 'get a new token' });
  else found.ok('claim exp', `valid until ${timeOf(exp)}`);
  if (typeof nbf === 'number' && nbf > now)
    found.fail('claim nbf', { says: `not valid before ${timeOf(nbf)}`, remedy: 'check the clocks' });
}

function describeClaims(
  found: Findings,
  checked: CheckedToken,
  provider: IdentityProvider,
  foreignPrefixes: readonly string[],
): void {
  const { payload } = checked;
  const { claims, clients, hasUserinfo } = provider;
  attempt(
    found,
    `claim ${claims.subject.text}`,
    () => `the person is known as ${quoted(subjectOf(checked, provider, { foreignPrefixes }))}`,
  );
  if (clients.length > 0)
    attempt(found, 'client', () => {
      assertClient(parseTokenClaims(payload), provider);
      return `is one of ${settingOf(provider, 'clients')}`;
    });
  attempt(found, `claim ${claims.staffRoles.text}`, () => {
    const names = roleNamesOf(payload, provider);
    const roles = staffRolesOf(payload, provider);
    if (roles.length > 0) return `makes staff: ${roles.join(', ')}`;
    if (names.length === 0) return `${presence(payload, provider.claims.staffRoles)}: not staff`;
    return provider.kinds.includes('STAFF')
      ? `${quoted(names.join(', '))}: none is a staff role (${[...provider.staffRoles.keys()].join(', ')})`
      : `is not looked at: ${provider.name} has no staff (${settingOf(provider, 'kinds')})`;
  });
  attempt(found, `claim ${claims.partnerAccounts.text}`, () => {
    const { length } = partnerAccountsOf(payload, provider);
    return length > 0
      ? `makes a partner: ${length} accounts`
      : `${presence(payload, claims.partnerAccounts)}: no partner`;
  });
  attempt(
    found,
    `claims ${claims.scopes.map(({ text }) => text).join(', ')}`,
    () => `scopes of a partner: ${quoted(scopesOf(payload, provider).join(' ')) || 'none'}`,
  );
  attempt(found, `claim ${claims.email.text}`, () => {
    if (!saysEmail(payload, provider))
      return hasUserinfo ? 'is missing: userinfo is asked' : 'is missing: the person is found by the subject alone';
    return profileOf(payload, provider, claims).email === null
      ? `is not verified (claim ${claims.emailVerified.text}): the person is found by the subject alone`
      : 'is verified';
  });
  attempt(found, 'identity', () => toIdentity(checked, provider, foreignPrefixes).kind);
}

/** A dotted name is often meant as a path. */
function presence(payload: unknown, path: IdentityProvider['claims']['subject']): string {
  const value = readClaim(payload, path);
  if (value !== undefined) return quoted(value);
  const [first = '', ...rest] = path.text.split('.');
  const isNested = rest.length > 0 && readClaim(payload, { text: first, names: [first, ...rest] }) !== undefined;
  return isNested ? `is missing; /${[first, ...rest].join('/')} exists` : 'is missing';
}

function attempt(found: Findings, subject: string, run: () => string): void {
  try {
    found.ok(subject, run());
  } catch (error) {
    const cause = error instanceof GraphError ? error.cause : error;
    found.fail(subject, { says: cause instanceof TokenRefusal ? cause.message : reasonOf(error) });
  }
}
