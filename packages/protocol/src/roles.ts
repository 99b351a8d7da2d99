/** All scopes. This file is the only table of roles and scopes. */
export const scopes = [
  'account:read',
  'accounts:list',
  'account:write',
  'members:read',
  'members:write',
  'documents:read',
  'billing:read',
  'billing:write',
  'usage:read',
  'support:read',
  'support:write',
  'operations:read',
] as const;
export type Scope = (typeof scopes)[number];

/** Roles of a customer's member in an account. */
export const memberRoles = ['ADMIN', 'BILLING', 'MEMBER'] as const;
export type MemberRole = (typeof memberRoles)[number];

/** Roles of the company's own staff, from the token. */
export const staffRoles = ['SUPPORT', 'FINANCE', 'SALES', 'ADMIN'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Every role lists its scopes in full, so that a reviewer reads one role at a time. */
const memberScopes: Record<MemberRole, readonly Scope[]> = {
  MEMBER: ['account:read', 'members:read', 'usage:read', 'support:read', 'support:write'],
  BILLING: [
    'account:read',
    'members:read',
    'documents:read',
    'billing:read',
    'billing:write',
    'usage:read',
    'support:read',
    'support:write',
  ],
  ADMIN: [
    'account:read',
    'account:write',
    'members:read',
    'members:write',
    'documents:read',
    'billing:read',
    'billing:write',
    'usage:read',
    'support:read',
    'support:write',
  ],
};

const staffScopes: Record<StaffRole, readonly Scope[]> = {
  SUPPORT: [
    'account:read',
    'accounts:list',
    'members:read',
    'billing:read',
    'usage:read',
    'support:read',
    'support:write',
    'operations:read',
  ],
  FINANCE: [
    'account:read',
    'accounts:list',
    'members:read',
    'documents:read',
    'billing:read',
    'billing:write',
    'operations:read',
  ],
  SALES: [
    'account:read',
    'accounts:list',
    'account:write',
    'members:read',
    'documents:read',
    'billing:read',
    'usage:read',
    'support:read',
  ],
  ADMIN: scopes,
};

/** All scopes that a partner's token can contain. */
const partnerScopes: readonly Scope[] = [
  'account:read',
  'accounts:list',
  'members:read',
  'usage:read',
  'support:read',
  'support:write',
];

/** An administrator of a parent company may read its subsidiaries but not change them. */
const subsidiaryScopes: readonly Scope[] = memberScopes.ADMIN.filter((scope) => scope.endsWith(':read'));

/** Scopes of a member in the account of the membership. */
export const scopesOfMember = (role: MemberRole): readonly Scope[] => memberScopes[role];
/** Returns whether a member sees only their own tickets: every role except ADMIN. */
export const followsOwnTicketsOnly = (role: MemberRole): boolean => role !== 'ADMIN';
/** Scopes of a parent's administrator in its subsidiaries. */
export const scopesOfSubsidiary = (): readonly Scope[] => subsidiaryScopes;
/** Scopes in listed subsidiaries: customers may only read, staff and partners keep their scopes. */
export const scopesInSubsidiaries = (
  kind: 'ANONYMOUS' | 'CUSTOMER' | 'STAFF' | 'PARTNER',
  own: readonly Scope[],
): readonly Scope[] => (kind === 'CUSTOMER' ? subsidiaryScopes : own);
/** Scopes of staff with these roles, in every account. */
export const scopesOfStaff = (roles: readonly StaffRole[]): readonly Scope[] =>
  scopes.filter((scope) => roles.some((role) => staffScopes[role].includes(scope)));
/** Scopes of a partner whose token grants these. `account:read` is always included. */
export const scopesOfPartner = (granted: readonly string[]): readonly Scope[] =>
  partnerScopes.filter((scope) => scope === 'account:read' || granted.includes(scope));
