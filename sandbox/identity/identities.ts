import { companyId, companyIndex } from '../seed/company.ts';
import { emails, subjects } from '../seed/population.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** Claims of an access token that a person got through the portal's sign-in (RFC 9068, 2.2). */
const signedIn = { client_id: 'portal', scope: 'openid profile email' } as const;

const person = (subject: string, email: string, name: string): Claims => ({
  ...signedIn,
  sub: subject,
  email,
  email_verified: true,
  name,
});
const staff = (role: string, owner: string, name: string): Claims => ({
  ...signedIn,
  sub: `staff|${role.toLowerCase()}`,
  email: `${owner}@vendor.example`,
  email_verified: true,
  name,
  staff_roles: [role],
});

const acmeAccounts = [companyIndex.demo, ...companyIndex.partner].map(companyId);

/** The claims of the test users, by the name for `npm run token -- --as`. */
export const identities: Readonly<Record<string, Claims>> = {
  'admin@demo': person(subjects.demoAdmin, emails.demoAdmin, 'Dana Demo'),
  'billing@demo': person('auth0|demo-billing', emails.demoBilling, 'Bilal Demo'),
  'member@demo': person(subjects.demoMember, emails.demoMember, 'Mara Demo'),
  'admin@other': person(subjects.otherAdmin, emails.otherAdmin, 'Olga Other'),
  'staff:support': staff('SUPPORT', 'tom.territory', 'Tom Territory'),
  'staff:finance': staff('FINANCE', 'nadia.north', 'Nadia North'),
  'staff:sales': staff('SALES', 'sofia.sales', 'Sofia Sales'),
  'staff:admin': staff('ADMIN', 'amara.accounts', 'Amara Accounts'),
  'partner:acme': {
    sub: 'client|acme',
    client_id: 'acme',
    name: 'Acme Integrations',
    partner_accounts: acmeAccounts,
    scope: 'accounts:list members:read usage:read support:read support:write',
  },
};

/** OAuth 2.0 clients that fetch their own token with client credentials. */
export const clients: Readonly<Record<string, { readonly secret: string; readonly identity: string }>> = {
  acme: { secret: 'acme-sandbox-secret', identity: 'partner:acme' },
};
