import DataLoader from 'dataloader';
import { GraphError } from '@customer-graph/protocol/errors';
import type { MembershipAnswer } from '@customer-graph/protocol/directory';
import type { AccountAccess, Assertion } from '@customer-graph/protocol/principal';
import type { Scope } from '@customer-graph/protocol/roles';
import type { Identity } from '../identity/identity.ts';
import type { Directory, LookUp } from './directory.ts';
import { principalOf } from './principal.ts';
import { accountAccess, reachOf, tokenScopes } from './reach.ts';

export interface AccessOptions extends Omit<LookUp, 'allowsGrace'> {
  readonly identity: Identity;
  readonly directory: Directory;
  /** The deadline of mutations, by the server's own time limit; milliseconds since the epoch. */
  readonly changeDeadline: number;
  /** The X-Account-Id header. */
  readonly accountHeader: string | null;
  /** The address of `GET /attachments`, as the caller reaches it. */
  readonly filesUrl: string;
}

/** The permissions of one caller in one request. Each is looked up when it is first needed. */
export interface Access {
  readonly kind: Identity['kind'];
  /** Scopes outside any account. */
  readonly scopes: readonly Scope[];
  /** The caller's access to an account. Null: the account does not exist, or is not the caller's. */
  account(id: string): Promise<AccountAccess | null>;
  /** Access to the account of the X-Account-Id header, of the token, or of the first membership, in this order. */
  viewerAccount(): Promise<AccountAccess | null>;
  /**
   * Switches look-ups to the rules of mutations: no expired cache entries, and the server's whole time limit. A client's
   * shorter timeout must not stop a mutation halfway.
   */
  prepareToChange(): void;
  /** Requested account ids that do not exist or are not the caller's. */
  refused(): readonly string[];
  /** The assertion for subgraphs, with every look-up so far. */
  assertion(): Assertion;
}

export function createAccess({
  identity,
  directory,
  accountHeader,
  filesUrl,
  requestId,
  traceId,
  deadline,
  onCalls,
  changeDeadline,
}: AccessOptions): Access {
  let lookUp: LookUp = { requestId, traceId, deadline, onCalls, allowsGrace: true };
  const scopes = tokenScopes(identity);

  let membershipRead: Promise<MembershipAnswer | null> | undefined;
  let membershipAnswer: MembershipAnswer | null = null;
  const membership = (): Promise<MembershipAnswer | null> => {
    if (identity.kind !== 'CUSTOMER') return Promise.resolve(null);
    membershipRead ??= directory
      .membership({ subject: identity.subject, email: identity.email }, lookUp)
      .then((answer) => {
        // The contact may have the address that userinfo could not tell: "unknown" must not look like "no account".
        if (answer === null && identity.isEmailUnknown)
          throw new GraphError('UPSTREAM_UNAVAILABLE', { message: 'The identity provider cannot be reached.' });
        return (membershipAnswer = answer);
      });
    return membershipRead;
  };

  const granted: Record<string, AccountAccess> = {};
  const refusedIds = new Set<string>();
  const accounts = new DataLoader<string, AccountAccess | null>(async (ids) => {
    const memberships = (await membership())?.memberships ?? [];
    const reach = reachOf(identity, memberships);
    if (reach === null) {
      if (identity.kind !== 'ANONYMOUS') for (const id of ids) refusedIds.add(id);
      return ids.map(() => null);
    }
    const found = await directory.accounts(ids, reach, lookUp);
    return ids.map((id, index) => {
      const account = found[index] ?? null;
      if (account === null) {
        refusedIds.add(id);
        return null;
      }
      const access = accountAccess(account, reach, identity, memberships);
      granted[id] = access;
      granted[account.id] = access;
      return access;
    });
  });

  let viewer: AccountAccess | null = null;

  return {
    kind: identity.kind,
    scopes,
    account: (id) => accounts.load(id),

    async viewerAccount() {
      const chosenId = accountHeader ?? (identity.kind === 'CUSTOMER' ? identity.accountId : null);
      const id = chosenId ?? (await membership())?.memberships[0]?.accountId;
      viewer = id === undefined ? null : await accounts.load(id);
      return viewer;
    },

    prepareToChange() {
      lookUp = { ...lookUp, allowsGrace: false, deadline: changeDeadline };
    },

    refused: () => [...refusedIds],

    assertion: () => ({
      principal: principalOf(identity, membershipAnswer),
      scopes: identity.kind === 'CUSTOMER' ? (viewer?.scopes ?? []) : scopes,
      viewerAccountId: viewer?.id ?? null,
      accounts: granted,
      requestId,
      traceId,
      deadline: lookUp.deadline,
      answerBy: deadline,
      filesUrl,
    }),
  };
}
