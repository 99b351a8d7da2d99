import { memberRoles, type MemberRole } from '@customer-graph/protocol/roles';
import type { CrmNames } from '../../config.ts';

/** Returns the strongest role among an association's labels. Null: the association gives no access. */
export function fromHubSpotLabels(
  types: readonly { readonly label: string | null }[],
  labels: CrmNames['labels'],
): MemberRole | null {
  const given = new Set(types.map(({ label }) => label));
  return memberRoles.find((role) => given.has(labels[role])) ?? null;
}

/** One entry of the roles property: the company's id and the role. */
const entryPattern = /^(\d{1,19})\s*[=:]\s*([a-z]+)$/i;

/**
 * Roles by company id, from the contact property that holds them: `8800000001=admin; 8800000003=member`. Entries that cannot
 * be read give no access. Of two entries of one company the stronger role counts, as with labels.
 */
export function fromHubSpotRoles(value: string | null): Map<string, MemberRole> {
  const roles = new Map<string, MemberRole>();
  for (const entry of value?.split(/[\n;,]/) ?? []) {
    const [, companyId, word] = entryPattern.exec(entry.trim()) ?? [];
    const role = memberRoles.find((known) => known === word?.toUpperCase());
    if (companyId === undefined || role === undefined) continue;
    const present = roles.get(companyId);
    roles.set(companyId, memberRoles.find((known) => known === role || known === present) ?? role);
  }
  return roles;
}

/** The value of the property. An empty value removes it. */
export const toHubSpotRoles = (roles: ReadonlyMap<string, MemberRole>): string =>
  [...roles].map(([companyId, role]) => `${companyId}=${role.toLowerCase()}`).join('; ');
