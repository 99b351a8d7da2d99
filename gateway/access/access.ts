import DataLoader from 'dataloader';
import {
  throughParent,
  type DirectoryAccount,
  type MembershipAnswer,
  type Reach,
} from '../../subgraphs/shared/directory.ts';
import type { AccountAccess, Assertion, Principal } from '../../subgraphs/shared/principal.ts';
import {
  followsOwnTicketsOnly,
  scopesOfMember,
  scopesOfPartner,
  scopesOfStaff,
  scopesOfSubsidiary,
  type Scope,
} from '../../subgraphs/shared/roles.ts';
import type { Identity } from '../identity/identity.ts';
import type { Directory, LookUp } from './directory.ts';

export interface AccessOptions extends Omit<LookUp, 'allowsGrace'> {
  readonly identity: Identity;
  readonly directory: Directory;
  /** When a change has to be done: the server's own limit; milliseconds since the epoch. */
  readonly changeDeadline: number;
  /** The X-Account-Id header. */
  readonly accountHeader: string | null;
}

/** What one caller may do, found out as far as one request asks for it: nothing is looked up for what is public. */
export interface Access {
  readonly kind: Identity['kind'];
  /** What the caller may do outside any account. */
  readonly scopes: readonly Scope[];
  /** Null for what does not exist and for what the caller may not see. */
  account(id: string): Promise<AccountAccess | null>;
  viewerAccount(): Promise<AccountAccess | null>;
  /**
   * For what changes something: nothing is believed that the CRM did not say within seconds, and it is given all the time that there is, however little the client waits:
   * what is half done is worse than what is late.
   */
  prepareToChange(): void;
  /** Accounts that were asked for by their id, and are not the caller's or do not exist. */
  refused(): readonly string[];
  /** Everything that was found out, for the subgraphs. */
  assertion(): Assertion;
}

export function createAccess({
  identity,
  directory,
  accountHeader,
  requestId,
  traceId,
  deadline,
  isPatient,
  onCalls,
  changeDeadline,
}: AccessOptions): Access {
  let lookUp: LookUp = { requestId, traceId, deadline, isPatient, onCalls, allowsGrace: true };
  const own: readonly Scope[] =
    identity.kind === 'STAFF'
      ? scopesOfStaff(identity.roles)
      : identity.kind === 'PARTNER'
        ? scopesOfPartner(identity.scopes)
        : [];

  let asked: Promise<MembershipAnswer | null> | undefined;
  let answered: MembershipAnswer | null = null;
  const membership = (): Promise<MembershipAnswer | null> => {
    if (identity.kind !== 'CUSTOMER') return Promise.resolve(null);
    asked ??= directory
      .membership({ subject: identity.subject, email: identity.email }, lookUp)
      .then((answer) => (answered = answer));
    return asked;
  };

  /** Null where there is no account that the caller could reach: then nobody is asked. */
  async function reachOf(): Promise<Reach | null> {
    switch (identity.kind) {
      case 'ANONYMOUS':
        return null;
      case 'STAFF':
        return own.includes('account:read') ? { kind: 'ANY' } : null;
      case 'PARTNER':
        return own.includes('account:read') ? { kind: 'LISTED', accountIds: [...identity.accountIds] } : null;
      case 'CUSTOMER': {
        const memberships = (await membership())?.memberships ?? [];
        if (memberships.length === 0) return null;
        const memberOf = memberships.map(({ accountId }) => accountId);
        const adminOf = memberships.filter(({ role }) => role === 'ADMIN').map(({ accountId }) => accountId);
        return { kind: 'MEMBER', memberOf, adminOf };
      }
      default:
        return identity satisfies never;
    }
  }

  const grant = (account: DirectoryAccount, reach: Reach): AccountAccess => {
    if (reach.kind !== 'MEMBER')
      return { id: account.id, formerIds: account.mergedIds, links: account.links, scopes: own, ownTicketsOnly: false };
    const role = answered?.memberships.find(({ accountId }) => accountId === account.id)?.role;
    const asParent = throughParent(reach, account);
    const scopes = new Set([...(role ? scopesOfMember(role) : []), ...(asParent ? scopesOfSubsidiary() : [])]);
    const ownTicketsOnly = !asParent && (role === undefined || followsOwnTicketsOnly(role));
    return { id: account.id, formerIds: account.mergedIds, links: account.links, scopes: [...scopes], ownTicketsOnly };
  };

  const granted: Record<string, AccountAccess> = {};
  const nobodys = new Set<string>();
  const accounts = new DataLoader<string, AccountAccess | null>(async (ids) => {
    const reach = await reachOf();
    if (reach === null) {
      if (identity.kind !== 'ANONYMOUS') for (const id of ids) nobodys.add(id);
      return ids.map(() => null);
    }
    const found = await directory.accounts(ids, reach, lookUp);
    return found.map((account, index) => {
      if (account === null) {
        nobodys.add(ids[index] ?? '');
        return null;
      }
      const access = grant(account, reach);
      for (const id of [ids[index], account.id]) if (id !== undefined) granted[id] = access;
      return access;
    });
  });

  let viewer: AccountAccess | null = null;

  return {
    kind: identity.kind,
    scopes: own,
    account: (id) => accounts.load(id),

    async viewerAccount() {
      const named = accountHeader ?? (identity.kind === 'CUSTOMER' ? identity.accountId : null);
      const id = named ?? (await membership())?.memberships[0]?.accountId;
      viewer = id === undefined ? null : await accounts.load(id);
      return viewer;
    },

    prepareToChange() {
      lookUp = { ...lookUp, allowsGrace: false, deadline: changeDeadline };
    },

    refused: () => [...nobodys],

    assertion: () => ({
      principal: principalOf(identity, answered),
      scopes: identity.kind === 'CUSTOMER' ? (viewer?.scopes ?? []) : own,
      viewerAccountId: viewer?.id ?? null,
      accounts: granted,
      requestId,
      traceId,
      deadline: lookUp.deadline,
      answerBy: deadline,
    }),
  };
}

function principalOf(identity: Identity, membership: MembershipAnswer | null): Principal {
  switch (identity.kind) {
    case 'ANONYMOUS':
      return identity;
    case 'CUSTOMER':
      return {
        kind: 'CUSTOMER',
        subject: identity.subject,
        name: identity.name,
        email: identity.email,
        contactId: membership?.contactId ?? null,
        memberships: membership?.memberships ?? [],
      };
    case 'STAFF': {
      const { kind, subject, name, email } = identity;
      return { kind, subject, name, email };
    }
    case 'PARTNER': {
      const { kind, subject, name, accountIds } = identity;
      return { kind, subject, name, accountIds };
    }
    default:
      return identity satisfies never;
  }
}
