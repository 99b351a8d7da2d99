import { asciiLowerCase } from '@customer-graph/protocol/ascii-lower-case';
import { badInput } from '@customer-graph/protocol/errors';
import type { RefreshedValue } from '@customer-graph/upstream/refreshed-value';
import type { Context } from '../context.ts';
import type { AccountStatus } from '../domain/company.ts';
import type { StaffMember } from '../domain/staff.ts';
import type { CompanyQuery } from '../port.ts';

/** A filter of accounts, as a client sends it. */
export interface AccountFilter {
  readonly text?: string | null;
  readonly status?: readonly AccountStatus[] | null;
  readonly planKey?: string | null;
  readonly managedByMe?: boolean | null;
}

const maxTextLength = 200;

/** Ids of the accounts that a partner may see. A grant may name an id that was merged into another. */
async function grantedIds(accountIds: readonly string[], { loaders }: Context): Promise<string[]> {
  const companies = await Promise.all(accountIds.map((id) => loaders.company.load(id)));
  return companies.flatMap((company) => (company ? [company.id] : []));
}

/** Staff are identified by their verified e-mail address. Null: the CRM does not know the caller. */
async function ownerIdOf(
  { principal }: Context['assertion'],
  staff: RefreshedValue<readonly StaffMember[]>,
): Promise<string | null> {
  if (principal.kind !== 'STAFF') throw badInput('filter.managedByMe is for staff.');
  if (principal.email === null) return null;
  const email = asciiLowerCase(principal.email);
  return (await staff.get()).find((member) => member.email && asciiLowerCase(member.email) === email)?.id ?? null;
}

/** The search of the CRM for a filter, limited to accounts that the caller may see. Null: no account can match. */
export async function companyQueryOf(
  { text: rawText, status, planKey, managedByMe }: AccountFilter,
  context: Context,
  staff: RefreshedValue<readonly StaffMember[]>,
): Promise<Omit<CompanyQuery, 'offset' | 'limit'> | null> {
  const { principal } = context.assertion;
  const text = rawText?.trim();
  if (text !== undefined && text.length > maxTextLength)
    throw badInput(`filter.text must have at most ${maxTextLength} characters.`);
  const ids = principal.kind === 'PARTNER' ? await grantedIds(principal.accountIds, context) : null;
  const ownerId = managedByMe ? await ownerIdOf(context.assertion, staff) : undefined;
  if (ownerId === null) return null;
  return {
    ...(text && { text }),
    ...(status && { status }),
    ...(planKey && { planKey }),
    ...(ids && { ids }),
    ...(ownerId !== undefined && { ownerId }),
  };
}
