import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AssertionSigner } from '../shared/assertion/assertion.ts';
import { createCommandClient, type CommandClient } from '../shared/command-client.ts';
import { accountsAnswer, type AccountsRequest, type DirectoryAccount } from '../shared/directory.ts';
import type { Assertion } from '../shared/principal.ts';
import {
  billingFacts,
  crmFacts,
  supportFacts,
  usageFacts,
  type BillingFacts,
  type CrmFacts,
  type SupportFacts,
  type UsageFacts,
} from '../shared/steps.ts';
import type { Transport } from '../shared/transport/transport.ts';
import { finishMs } from '../shared/mutation.ts';
import { currentUpstreamContext } from '../shared/upstream/context.ts';
import type { Context } from './context.ts';

export const owners = ['accounts', 'billing', 'usage', 'support'] as const;
export type Owner = (typeof owners)[number];
export type OwnerTransports = Readonly<Record<Owner, Transport>>;

/** Commands of the owning subgraphs. */
export interface Owners {
  /** For a caller, within their request. */
  ask<T>(owner: Owner, command: string, input: unknown, shape: z.ZodType<T>, context: Context): Promise<T>;
  /** For nobody in particular: what was promised, and what is found out about accounts. */
  act<T>(owner: Owner, command: string, input: unknown, shape: z.ZodType<T>, errand: Errand): Promise<T>;
  /** What owners say of these accounts, in their order, a hundred at most. */
  crmFacts(errand: Errand): Promise<(CrmFacts | null)[]>;
  billingFacts(errand: Errand): Promise<BillingFacts[]>;
  usageFacts(errand: Errand): Promise<UsageFacts[]>;
  supportFacts(errand: Errand): Promise<SupportFacts[]>;
  /** Where these accounts are; null for what is not there. */
  places(ids: readonly string[], deadline: number): Promise<(DirectoryAccount | null)[]>;
}

/** Something that is done, about these accounts. */
export interface Errand {
  readonly accounts: readonly DirectoryAccount[];
  readonly deadline: number;
}

const systems = { accounts: 'CRM', billing: 'BILLING', usage: 'PRODUCT', support: 'SUPPORT' } as const;

/** Nobody asks, so nobody is allowed anything: commands need no scopes, and know accounts by their links alone. */
const assertionOf = (accounts: readonly DirectoryAccount[], deadline: number): Assertion => {
  const requestId = randomUUID();
  return {
    principal: { kind: 'ANONYMOUS' },
    scopes: [],
    viewerAccountId: null,
    accounts: Object.fromEntries(
      accounts.map(({ id, mergedIds, links }) => [
        id,
        { id, formerIds: mergedIds, links, scopes: [], ownTicketsOnly: true },
      ]),
    ),
    requestId,
    traceId: requestId,
    deadline,
  };
};

export function createOwners(transports: OwnerTransports, signer: AssertionSigner): Owners {
  const clients = Object.fromEntries(
    owners.map((name) => [
      name,
      createCommandClient({ name, system: systems[name], transport: transports[name], signer }),
    ]),
  ) as Record<Owner, CommandClient>;
  const factsBy = <T>(
    owner: Owner,
    command: string,
    shape: z.ZodType<T>,
    { accounts, deadline }: Errand,
  ): Promise<T[]> =>
    clients[owner](
      command,
      { accountIds: accounts.map(({ id }) => id) },
      z.array(shape),
      assertionOf(accounts, deadline),
    );

  return {
    ask: (owner, command, input, shape, { assertion, membershipsChanged }) =>
      clients[owner](command, input, shape, assertion, {
        patienceMs: finishMs,
        onAnswer(answer) {
          const context = currentUpstreamContext();
          if (context) context.count.calls += answer.calls;
          for (const contactId of answer.membershipsChanged) membershipsChanged.add(contactId);
        },
      }),

    act: (owner, command, input, shape, { accounts, deadline }) =>
      clients[owner](command, input, shape, assertionOf(accounts, deadline)),

    crmFacts: (errand) => factsBy('accounts', 'crmFacts', crmFacts, errand),
    billingFacts: (errand) => factsBy('billing', 'billingFacts', billingFacts, errand),
    usageFacts: (errand) => factsBy('usage', 'usageFacts', usageFacts, errand),
    supportFacts: (errand) => factsBy('support', 'supportFacts', supportFacts, errand),

    async places(ids, deadline) {
      const request: AccountsRequest = { ids: [...ids], reach: { kind: 'ANY' } };
      return clients.accounts('places', request, accountsAnswer, assertionOf([], deadline));
    },
  };
}
