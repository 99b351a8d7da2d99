/** Who may do what. The one table of roles and scopes. */

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

export const memberRoles = ['ADMIN', 'BILLING', 'MEMBER'] as const;
export type MemberRole = (typeof memberRoles)[number];

export const staffRoles = ['SUPPORT', 'FINANCE', 'SALES', 'ADMIN'] as const;
export type StaffRole = (typeof staffRoles)[number];

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

/** The most that a partner's token can be granted. */
const partnerScopes: readonly Scope[] = [
  'account:read',
  'accounts:list',
  'members:read',
  'usage:read',
  'support:read',
  'support:write',
];

/** An administrator of a parent company reads its subsidiaries, and no more. */
const subsidiaryScopes: readonly Scope[] = memberScopes.ADMIN.filter((scope) => scope.endsWith(':read'));

export const scopesOfMember = (role: MemberRole): readonly Scope[] => memberScopes[role];
/** Everybody but an administrator follows their own tickets. */
export const followsOwnTicketsOnly = (role: MemberRole): boolean => role !== 'ADMIN';
export const scopesOfSubsidiary = (): readonly Scope[] => subsidiaryScopes;
/** What those who list an account's subsidiaries may do in them: customers read, staff do what they do everywhere. */
export const scopesInSubsidiaries = (
  kind: 'ANONYMOUS' | 'CUSTOMER' | 'STAFF' | 'PARTNER',
  own: readonly Scope[],
): readonly Scope[] => (kind === 'CUSTOMER' ? subsidiaryScopes : own);
export const scopesOfStaff = (roles: readonly StaffRole[]): readonly Scope[] =>
  scopes.filter((scope) => roles.some((role) => staffScopes[role].includes(scope)));
export const scopesOfPartner = (granted: readonly string[]): readonly Scope[] =>
  partnerScopes.filter((scope) => scope === 'account:read' || granted.includes(scope));
