import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import { createCommandClient } from '../../subgraphs/shared/command-client.ts';
import type { AssertionSigner } from '../../subgraphs/shared/assertion/assertion.ts';
import {
  accountsAnswer,
  mayReach,
  membershipAnswer,
  onlyThroughParent,
  type AccountsRequest,
  type DirectoryAccount,
  type MembershipAnswer,
  type MembershipRequest,
  type Reach,
} from '../../subgraphs/shared/directory.ts';
import { GraphError } from '../../subgraphs/shared/errors.ts';
import type { Assertion } from '../../subgraphs/shared/principal.ts';
import type { Transport } from '../../subgraphs/shared/transport/transport.ts';

export interface DirectoryOptions {
  /** The accounts subgraph. */
  readonly transport: Transport;
  readonly signer: AssertionSigner;
  /** How long what is known goes on while the CRM cannot be reached, in milliseconds. */
  readonly graceMs: number;
}

/** How long a membership is believed, in milliseconds. */
const membershipMs = 15_000;
/** How long links are believed, in milliseconds: identifiers, which change rarely. */
const linksMs = 180_000;

/** The request that a look-up is made for. */
export interface LookUp {
  readonly requestId: string;
  readonly traceId: string;
  readonly deadline: number;
  /** Sees how many calls to the CRM it took. */
  readonly onCalls: (calls: number) => void;
  /** Whether what was known before may go on while the CRM is away: for reading, and never for a change. */
  readonly allowsGrace: boolean;
  /** Whether it was given all the time that a request may take: running out of less says nothing about the CRM. */
  readonly isPatient: boolean;
}

/** How an account is named among people whose memberships are dropped. */
export const placeOf = (accountId: string): string => `account ${accountId}`;

/** Who belongs where, and where an account's counterparts are. Keeps identifiers for seconds, never a fact about a customer. */
export interface Directory {
  /** Null for whom the CRM does not know. */
  membership(person: MembershipRequest, lookUp: LookUp): Promise<MembershipAnswer | null>;
  /** Forgets what is kept of these people, and of accounts by `placeOf`: it has changed. Without any, of everybody: nobody knows whose has. */
  drop(contactIds?: readonly string[]): void;
  /** In the order of the ids; null for what does not exist and for what is out of reach. */
  accounts(ids: readonly string[], reach: Reach, lookUp: LookUp): Promise<(DirectoryAccount | null)[]>;
}

interface Kept<T> {
  readonly value: T;
  readonly readAt: number;
}

export function createDirectory(options: DirectoryOptions): Directory {
  const { transport, signer, graceMs } = options;
  /** Nothing is believed for longer than it would be while the CRM is away. */
  const accessMs = Math.min(membershipMs, graceMs);
  const placeMs = Math.min(linksMs, graceMs);
  const people = new LRUCache<string, Kept<MembershipAnswer | null>>({ max: 50_000, ttl: graceMs });
  let everybodyAt = -Infinity;
  const droppedAt = new LRUCache<string, number>({ max: 10_000, ttl: graceMs });
  const known = new LRUCache<string, Kept<DirectoryAccount>>({ max: 50_000, ttl: graceMs });

  const accounts = createCommandClient({ name: 'accounts', system: 'CRM', transport, signer });
  const command = <T>(
    name: string,
    input: unknown,
    answerShape: z.ZodType<T>,
    { requestId, traceId, deadline, onCalls }: LookUp,
  ): Promise<T> => {
    const assertion: Assertion = {
      principal: { kind: 'ANONYMOUS' },
      scopes: [],
      viewerAccountId: null,
      accounts: {},
      requestId,
      traceId,
      deadline,
    };
    return accounts(name, input, answerShape, assertion, { onAnswer: ({ calls }) => onCalls(calls) });
  };

  const age = (readAt: number): number => Date.now() - readAt;

  /** Whether the CRM cannot be reached: not when it answers that it will not, and not when the caller would not wait. */
  const isAway = (error: unknown, { isPatient, allowsGrace }: LookUp): boolean =>
    allowsGrace &&
    error instanceof GraphError &&
    ((error.code === 'UPSTREAM_UNAVAILABLE' && error.extensions.retryable) ||
      (error.code === 'UPSTREAM_TIMEOUT' && isPatient));

  return {
    async membership(person, lookUp) {
      const key = JSON.stringify([person.subject, person.email]);
      const kept = people.get(key);
      if (kept && age(kept.readAt) < accessMs) return kept.value;
      const readAt = Date.now();
      try {
        const value = await command('membership', person, membershipAnswer, lookUp);
        // Read before it changed, answered after: good for whoever asked, and not for the next.
        if (readAt > everybodyAt && (!value || readAt > (droppedAt.get(value.contactId) ?? -Infinity)))
          people.set(key, { value, readAt });
        return value;
      } catch (error) {
        if (isAway(error, lookUp) && kept?.value && age(kept.readAt) < graceMs) return kept.value;
        throw error;
      }
    },

    drop(contactIds) {
      if (!contactIds) {
        people.clear();
        everybodyAt = Date.now();
        return;
      }
      const places = new Set(contactIds);
      for (const [key, { value }] of known.entries()) if (places.has(placeOf(value.id))) known.delete(key);
      for (const [key, { value }] of people.entries())
        if (value && contactIds.includes(value.contactId)) people.delete(key);
      for (const contactId of contactIds) droppedAt.set(contactId, Date.now());
    },

    async accounts(ids, reach, lookUp) {
      /** What is kept and young enough. What rests on the parent alone is access, and believed no longer than a membership. */
      const keptOf = (
        id: string,
        within: { readonly placeMs: number; readonly accessMs: number },
      ): DirectoryAccount | null => {
        const kept = known.get(id);
        if (!kept || !mayReach(reach, kept.value)) return null;
        const limit = onlyThroughParent(reach, kept.value) ? within.accessMs : within.placeMs;
        return age(kept.readAt) < limit ? kept.value : null;
      };
      const found = new Map(ids.map((id) => [id, keptOf(id, { placeMs, accessMs })]));
      const missing = [...found].flatMap(([id, account]) => (account === null ? [id] : []));
      if (missing.length > 0) {
        const readAt = Date.now();
        try {
          const request: AccountsRequest = { ids: missing, reach };
          const read = await command('accounts', request, accountsAnswer, lookUp);
          missing.forEach((id, index) => {
            const account = read[index] ?? null;
            found.set(id, account);
            if (account) known.set(id, { value: account, readAt });
          });
        } catch (error) {
          if (!isAway(error, lookUp)) throw error;
          for (const id of missing) {
            const account = keptOf(id, { placeMs: graceMs, accessMs: graceMs });
            // Unknown is not absent: the caller is told that it could not be found out.
            if (account === null) throw error;
            found.set(id, account);
          }
        }
      }
      return ids.map((id) => found.get(id) ?? null);
    },
  };
}
