import type { StaffRole } from '@customer-graph/protocol/roles';
import type { ClaimPath } from './claim-path.ts';
import type { Identity } from './identity.ts';

/** The kinds of callers that get tokens from identity providers. */
export const callerKinds = ['CUSTOMER', 'STAFF', 'PARTNER'] as const satisfies readonly Identity['kind'][];
export type CallerKind = (typeof callerKinds)[number];

/** Places of the claims that the graph reads. */
export interface ClaimPaths {
  readonly audience: ClaimPath;
  /** Identifies the person at the provider. */
  readonly subject: ClaimPath;
  readonly name: ClaimPath;
  /** A text, or a list whose first address counts. */
  readonly email: ClaimPath;
  readonly emailVerified: ClaimPath;
  /** The account that the person works in. */
  readonly account: ClaimPath;
  /** Names of roles. A token with a known one belongs to staff. */
  readonly staffRoles: ClaimPath;
  /** Account ids. A token with some, and without a staff role, belongs to a partner. */
  readonly partnerAccounts: ClaimPath;
  /** Scopes of partners; the first claim that the token has counts. */
  readonly scopes: readonly ClaimPath[];
}

/** One issuer of tokens, with the meaning of its claims. */
export interface IdentityProvider {
  /** In subjects, logs and findings. */
  readonly name: string;
  /** Whether it comes from the OIDC_ variables. Others come from IDENTITY_PROVIDERS. */
  readonly isMain: boolean;
  /** `iss` of the tokens. `{tenantid}` in it stands for the tenant (Entra ID). */
  readonly issuer: string;
  /** Tenants that an issuer with `{tenantid}` may name, in lower case; `*`: all. */
  readonly tenants: readonly string[];
  /** The token is for one of them. Empty: the keys belong to one client, and tell it. */
  readonly audiences: readonly string[];
  /** Clients through which customers and staff get their tokens; empty: any. */
  readonly clients: readonly string[];
  /** Accepted values of the header `typ`, in lower case (RFC 9068, 2.1: at+jwt). A token without `typ` counts as jwt. */
  readonly tokenTypes: readonly string[];
  readonly discoveryUrl: string;
  /** Null: the discovery document names it. */
  readonly keysUrl: string | null;
  /** Whether name and e-mail address come from userinfo where the token has no address. */
  readonly hasUserinfo: boolean;
  /** Callers whose tokens this provider may issue. */
  readonly kinds: readonly CallerKind[];
  readonly claims: ClaimPaths;
  /** Staff roles by the provider's names for them. */
  readonly staffRoles: ReadonlyMap<string, readonly StaffRole[]>;
  /** In front of the graph's scopes; other scopes do not count. */
  readonly scopePrefix: string;
  /** Claims that must have one of these values. */
  readonly requiredClaims: readonly { readonly path: ClaimPath; readonly values: readonly string[] }[];
  /** In front of subjects, so that the same subject at another provider is another person. */
  readonly subjectPrefix: string;
}

/** The variables of the main provider by the names of the settings in IDENTITY_PROVIDERS. */
export const variables = {
  issuer: 'OIDC_ISSUER',
  tenants: 'OIDC_TENANTS',
  audience: 'OIDC_AUDIENCE',
  audienceByKeys: 'OIDC_AUDIENCE_BY_KEYS',
  clients: 'OIDC_CLIENTS',
  tokenTypes: 'OIDC_TOKEN_TYPES',
  discoveryUrl: 'OIDC_DISCOVERY_URL',
  jwksUrl: 'OIDC_JWKS_URL',
  userinfo: 'OIDC_USERINFO',
  kinds: 'OIDC_KINDS',
  staffRoles: 'OIDC_STAFF_ROLES',
  scopePrefix: 'OIDC_SCOPE_PREFIX',
  requiredClaims: 'OIDC_REQUIRED_CLAIMS',
} as const;

/** The name of a setting for messages to operators. */
export const settingOf = ({ isMain, name }: IdentityProvider, setting: keyof typeof variables): string =>
  isMain ? variables[setting] : `"${setting}" of ${name} in IDENTITY_PROVIDERS`;
