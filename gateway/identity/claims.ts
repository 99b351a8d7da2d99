import { z } from 'zod';
import { GraphError } from '../../subgraphs/shared/errors.ts';
import { staffRoles } from '../../subgraphs/shared/roles.ts';
import type { Identity } from './identity.ts';

/** Names of the claims that are the graph's own; the rest is OpenID Connect Core 5.1 and RFC 9068. */
export interface ClaimNames {
  /** A list of staff roles: whoever has it is staff. */
  readonly staffRoles: string;
  /** A list of account ids: whoever has it is a partner's client. */
  readonly partnerAccounts: string;
  /** The account that the person works in. */
  readonly account: string;
}

const standard = z.looseObject({
  sub: z.string().min(1).max(255),
  name: z.string().nullish(),
  email: z.string().nullish(),
  email_verified: z.boolean().nullish(),
  scope: z.string().nullish(),
});

const roleList = z.array(z.string()).transform((roles) => staffRoles.filter((role) => roles.includes(role)));
/** HubSpot's search takes three groups of a hundred ids beside the other filters. */
const idList = z.array(z.string()).max(300);

/** Claims of a verified token as an identity. A claim of the wrong shape makes the token worthless: guessing would be granting. */
export function toIdentity(claims: unknown, names: ClaimNames): Identity {
  const { sub: subject, name, email, email_verified: verified, scope, ...rest } = parsed(standard, claims);
  const vouchedEmail = verified === true && email ? email : null;
  const staff = rest[names.staffRoles];
  if (staff !== undefined) {
    return { kind: 'STAFF', subject, name: name ?? null, email: vouchedEmail, roles: parsed(roleList, staff) };
  }
  const accounts = rest[names.partnerAccounts];
  if (accounts !== undefined) {
    const scopes = scope?.split(' ').filter(Boolean) ?? [];
    return { kind: 'PARTNER', subject, name: name ?? null, accountIds: parsed(idList, accounts), scopes };
  }
  const account = rest[names.account];
  return {
    kind: 'CUSTOMER',
    subject,
    name: name ?? null,
    email: vouchedEmail,
    accountId: typeof account === 'string' ? account : null,
  };
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw new GraphError('UNAUTHENTICATED');
  return result.data;
}
