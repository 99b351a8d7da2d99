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
import { systemAssertion } from '@customer-graph/protocol/system-assertion';
import { createOutage } from './outage.ts';

export interface DirectoryOptions {
  /** The directory subgraph of the supergraph in use. */
  readonly client: () => CallClient<typeof directoryCalls>;
  /** Maximum age of cached entries while the CRM fails or hangs, in milliseconds. */
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
  /** Whether expired entries may be used while the CRM fails or hangs: for reads, never for writes. */
  readonly allowsGrace: boolean;
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

export function createDirectory({ client, graceMs }: DirectoryOptions): Directory {
  // A short grace period also bounds the normal use of cached entries.
  const maxMembershipMs = Math.min(membershipMs, graceMs);
  const maxLinksMs = Math.min(linksMs, graceMs);
  // With `max`, a cache would take the memory of all entries at once.
  const limited = (maxSize: number) => ({ maxSize, sizeCalculation: () => 1, ttl: graceMs });
  const people = new LRUCache<string, Entry<MembershipAnswer | null>>(limited(50_000));
  const accounts = new LRUCache<string, Entry<DirectoryAccount>>(limited(50_000));
  const invalidatedAt = new LRUCache<string, number>(limited(10_000));
  let allInvalidatedAt = -Infinity;
  const outage = createOutage();

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
    const read = await client()('entries', { ids: [...ids], reach }, assertionOf(lookUp), optionsOf(lookUp));
    return new Map(
      ids.map((id, index) => {
        const account = read[index] ?? null;
        if (account && readAt > (invalidatedAt.get(accountKey(account.id)) ?? -Infinity))
          accounts.set(id, { value: account, readAt });
        return [id, account];
      }),
    );
  }

  /** Earlier entries of all these accounts; undefined: one has none, and null would mean that the account does not exist. */
  function earlierAccounts(ids: readonly string[], reach: Reach): Map<string, DirectoryAccount> | undefined {
    const found = ids.flatMap((id) => {
      const account = cachedAccount(id, reach, { links: graceMs, membership: graceMs });
      return account ? [[id, account] as const] : [];
    });
    return found.length === ids.length ? new Map(found) : undefined;
  }

  async function readMembership(
    key: string,
    person: MembershipRequest,
    lookUp: LookUp,
  ): Promise<MembershipAnswer | null> {
    const readAt = Date.now();
    const value = await client()('membership', person, assertionOf(lookUp), optionsOf(lookUp));
    // A read that began before an invalidation may be stale, so it is not cached.
    if (readAt > allInvalidatedAt && (!value || readAt > (invalidatedAt.get(value.contactId) ?? -Infinity)))
      people.set(key, { value, readAt });
    return value;
  }

  return {
    async membership(person, lookUp) {
      const key = JSON.stringify([person.subject, person.email]);
      const entry = people.get(key);
      if (entry && ageOf(entry) < maxMembershipMs) return entry.value;
      // Null is no earlier result: a new member would be refused for as long as the CRM is slow.
      const earlier = lookUp.allowsGrace && entry && ageOf(entry) < graceMs ? (entry.value ?? undefined) : undefined;
      return outage.bridge(() => readMembership(key, person, lookUp), earlier, lookUp.deadline);
    },

    invalidate(keys) {
      if (!keys) {
        people.clear();
        allInvalidatedAt = Date.now();
        return;
      }
      const affected = new Set(keys);
      for (const [id, { value }] of accounts.entries()) if (affected.has(accountKey(value.id))) accounts.delete(id);
      // A person without a membership may be the contact that was just invited.
      for (const [key, { value }] of people.entries()) if (!value || affected.has(value.contactId)) people.delete(key);
      for (const key of keys) invalidatedAt.set(key, Date.now());
    },

    async accounts(ids, reach, lookUp) {
      const found = new Map(
        ids.map((id) => [id, cachedAccount(id, reach, { links: maxLinksMs, membership: maxMembershipMs })]),
      );
      const missing = [...found].flatMap(([id, account]) => (account === null ? [id] : []));
      const read =
        missing.length > 0
          ? await outage.bridge<ReadonlyMap<string, DirectoryAccount | null>>(
              () => readAccounts(missing, reach, lookUp),
              lookUp.allowsGrace ? earlierAccounts(missing, reach) : undefined,
              lookUp.deadline,
            )
          : found;
      return ids.map((id) => found.get(id) ?? read.get(id) ?? null);
    },
  };
}
