import { LRUCache } from 'lru-cache';
import type { CallClient } from '@customer-graph/protocol/call-client';
import {
  mayReach,
  isNotMember,
  type directoryCalls,
  type DirectoryAccount,
  type MembershipAnswer,
  type MembershipRequest,
  type Reach,
} from '@customer-graph/protocol/directory';
import { GraphError } from '@customer-graph/protocol/errors';
import { systemAssertion } from '@customer-graph/protocol/system-assertion';

export interface DirectoryOptions {
  /** The directory subgraph of the supergraph in use. */
  readonly client: () => CallClient<typeof directoryCalls>;
  /** Maximum age of cached entries while the CRM is unavailable, in milliseconds. */
  readonly graceMs: number;
}

/** Maximum age of a cached membership, in milliseconds. */
const membershipMs = 15_000;
/** Maximum age of cached links, in milliseconds. They are identifiers and change rarely. */
const linksMs = 180_000;

/** The request that a look-up is made for. */
export interface LookUp {
  readonly requestId: string;
  readonly traceId: string;
  readonly deadline: number;
  /** Receives the number of CRM calls. */
  readonly onCalls: (calls: number) => void;
  /** Whether expired entries may be used while the CRM is unavailable: for reads, never for writes. */
  readonly allowsGrace: boolean;
  /** Whether the look-up had the full request time: a timeout after less does not show that the CRM is unavailable. */
  readonly isPatient: boolean;
}

/** The invalidation key of an account's entry, beside contact ids. */
export const accountKey = (accountId: string): string => `account ${accountId}`;

/** Memberships and links, cached for seconds. Holds identifiers, never facts about a customer. */
export interface Directory {
  /** Null: the CRM does not know the person. */
  membership(person: MembershipRequest, lookUp: LookUp): Promise<MembershipAnswer | null>;
  /** Drops entries of these contacts, and of accounts by `accountKey`. Without an argument, of every contact. */
  invalidate(keys?: readonly string[]): void;
  /** In the order of the ids; null for an id that does not exist or is out of reach. */
  accounts(ids: readonly string[], reach: Reach, lookUp: LookUp): Promise<(DirectoryAccount | null)[]>;
}

interface Entry<T> {
  readonly value: T;
  readonly readAt: number;
}

const ageOf = ({ readAt }: Entry<unknown>): number => Date.now() - readAt;

/** Whether the CRM is unavailable. A refusal by the CRM, or a caller with little time, does not count. */
const isUnavailable = (error: unknown, { isPatient, allowsGrace }: LookUp): boolean =>
  allowsGrace &&
  error instanceof GraphError &&
  ((error.code === 'UPSTREAM_UNAVAILABLE' && error.extensions.retryable) ||
    (error.code === 'UPSTREAM_TIMEOUT' && isPatient));

export function createDirectory({ client, graceMs }: DirectoryOptions): Directory {
  // A short grace period also bounds the normal use of cached entries.
  const maxMembershipMs = Math.min(membershipMs, graceMs);
  const maxLinksMs = Math.min(linksMs, graceMs);
  const people = new LRUCache<string, Entry<MembershipAnswer | null>>({ max: 50_000, ttl: graceMs });
  const accounts = new LRUCache<string, Entry<DirectoryAccount>>({ max: 50_000, ttl: graceMs });
  const invalidatedAt = new LRUCache<string, number>({ max: 10_000, ttl: graceMs });
  let allInvalidatedAt = -Infinity;

  const assertionOf = ({ requestId, traceId, deadline }: LookUp) => ({
    ...systemAssertion(deadline),
    requestId,
    traceId,
  });
  const optionsOf = ({ onCalls }: LookUp) => ({ onResponse: ({ calls }: { calls: number }) => onCalls(calls) });

  /** A cached account that is not too old. Access through its parent only expires as early as a membership. */
  function cachedAccount(
    id: string,
    reach: Reach,
    max: { readonly links: number; readonly membership: number },
  ): DirectoryAccount | null {
    const entry = accounts.get(id);
    if (!entry || !mayReach(reach, entry.value)) return null;
    return ageOf(entry) < (isNotMember(reach, entry.value) ? max.membership : max.links) ? entry.value : null;
  }

  async function readAccounts(
    ids: readonly string[],
    reach: Reach,
    lookUp: LookUp,
  ): Promise<Map<string, DirectoryAccount | null>> {
    const readAt = Date.now();
    try {
      const read = await client()('entries', { ids: [...ids], reach }, assertionOf(lookUp), optionsOf(lookUp));
      return new Map(
        ids.map((id, index) => {
          const account = read[index] ?? null;
          if (account) accounts.set(id, { value: account, readAt });
          return [id, account];
        }),
      );
    } catch (error) {
      if (!isUnavailable(error, lookUp)) throw error;
      return new Map(
        ids.map((id) => {
          const account = cachedAccount(id, reach, { links: graceMs, membership: graceMs });
          // Null would mean that the account does not exist, so the error is passed on.
          if (account === null) throw error;
          return [id, account];
        }),
      );
    }
  }

  return {
    async membership(person, lookUp) {
      const key = JSON.stringify([person.subject, person.email]);
      const entry = people.get(key);
      if (entry && ageOf(entry) < maxMembershipMs) return entry.value;
      const readAt = Date.now();
      try {
        const value = await client()('membership', person, assertionOf(lookUp), optionsOf(lookUp));
        // A read that began before an invalidation may be stale, so it is not cached.
        if (readAt > allInvalidatedAt && (!value || readAt > (invalidatedAt.get(value.contactId) ?? -Infinity)))
          people.set(key, { value, readAt });
        return value;
      } catch (error) {
        if (isUnavailable(error, lookUp) && entry?.value && ageOf(entry) < graceMs) return entry.value;
        throw error;
      }
    },

    invalidate(keys) {
      if (!keys) {
        people.clear();
        allInvalidatedAt = Date.now();
        return;
      }
      const affected = new Set(keys);
      for (const [id, { value }] of accounts.entries()) if (affected.has(accountKey(value.id))) accounts.delete(id);
      for (const [key, { value }] of people.entries()) if (value && affected.has(value.contactId)) people.delete(key);
      for (const key of keys) invalidatedAt.set(key, Date.now());
    },

    async accounts(ids, reach, lookUp) {
      const found = new Map(
        ids.map((id) => [id, cachedAccount(id, reach, { links: maxLinksMs, membership: maxMembershipMs })]),
      );
      const missing = [...found].flatMap(([id, account]) => (account === null ? [id] : []));
      const read = missing.length > 0 ? await readAccounts(missing, reach, lookUp) : found;
      return ids.map((id) => found.get(id) ?? read.get(id) ?? null);
    },
  };
}
