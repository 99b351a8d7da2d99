import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { commandAudience } from '../../subgraphs/shared/subgraph.ts';
import type { AssertionSigner } from '../../subgraphs/shared/assertion/assertion.ts';
import {
  mayReach,
  onlyThroughParent,
  type AccountsRequest,
  type DirectoryAccount,
  type MembershipAnswer,
  type MembershipRequest,
  type Reach,
} from '../../subgraphs/shared/directory.ts';
import { GraphError, isErrorCode, isUnreachable } from '../../subgraphs/shared/errors.ts';
import type { Assertion } from '../../subgraphs/shared/principal.ts';
import type { Transport } from '../fetching/transport.ts';

export interface DirectoryOptions {
  /** The accounts subgraph. */
  readonly transport: Transport;
  readonly signer: AssertionSigner;
  /** How long a membership is believed, in milliseconds; default 15,000. */
  readonly membershipMs?: number;
  /** How long links are believed, in milliseconds; default 60,000. */
  readonly linksMs?: number;
  /** How long what is known goes on while the CRM cannot be reached, in milliseconds; default 300,000. */
  readonly graceMs?: number;
}

/** The request that a look-up is made for. */
export interface LookUp {
  readonly requestId: string;
  readonly deadline: number;
}

/** Who belongs where, and where an account's counterparts are. Keeps identifiers for seconds, never a fact about a customer. */
export interface Directory {
  /** Null for whom the CRM does not know. */
  membership(person: MembershipRequest, lookUp: LookUp): Promise<MembershipAnswer | null>;
  /** In the order of the ids; null for what does not exist and for what is out of reach. */
  accounts(ids: readonly string[], reach: Reach, lookUp: LookUp): Promise<(DirectoryAccount | null)[]>;
}

interface Kept<T> {
  readonly value: T;
  readonly readAt: number;
}

const failure = z.object({ error: z.object({ code: z.string(), retryable: z.boolean().optional() }) });

export function createDirectory(options: DirectoryOptions): Directory {
  const { transport, signer, membershipMs = 15_000, linksMs = 60_000, graceMs = 300_000 } = options;
  const people = new LRUCache<string, Kept<MembershipAnswer | null>>({ max: 50_000, ttl: graceMs });
  const known = new LRUCache<string, Kept<DirectoryAccount>>({ max: 50_000, ttl: graceMs });

  async function command<T>(name: string, input: unknown, { requestId, deadline }: LookUp): Promise<T> {
    const body = JSON.stringify(input);
    const assertion: Assertion = { principal: { kind: 'ANONYMOUS' }, scopes: [], viewerAccountId: null, accounts: {}, requestId, deadline };
    const token = await signer.sign(assertion, commandAudience('accounts'), body);
    const answer = await transport.command(name, { body, assertion: token }, deadline);
    const parsed: unknown = JSON.parse(answer.body);
    if (answer.status === 200) return parsed as T;
    const error = failure.safeParse(parsed);
    const code = error.success && isErrorCode(error.data.error.code) ? error.data.error.code : 'UPSTREAM_UNAVAILABLE';
    throw new GraphError(code, { system: 'CRM' });
  }

  const age = (readAt: number): number => Date.now() - readAt;

  return {
    async membership(person, lookUp) {
      const key = `${person.subject}\n${person.email ?? ''}`;
      const kept = people.get(key);
      if (kept && age(kept.readAt) < membershipMs) return kept.value;
      const readAt = Date.now();
      try {
        const value = await command<MembershipAnswer | null>('membership', person, lookUp);
        people.set(key, { value, readAt });
        return value;
      } catch (error) {
        if (isUnreachable(error) && kept?.value && age(kept.readAt) < graceMs) return kept.value;
        throw error;
      }
    },

    async accounts(ids, reach, lookUp) {
      /** What is kept, unless it rests on the parent alone: that is access, and believed no longer than a membership. */
      const keptOf = (id: string, within: number): DirectoryAccount | null => {
        const kept = known.get(id);
        if (!kept || !mayReach(reach, kept.value)) return null;
        const limit = onlyThroughParent(reach, kept.value) ? Math.min(within, within === graceMs ? graceMs : membershipMs) : within;
        return age(kept.readAt) < limit ? kept.value : null;
      };
      const found = new Map(ids.map((id) => [id, keptOf(id, linksMs)]));
      const missing = [...found].flatMap(([id, account]) => (account === null ? [id] : []));
      if (missing.length > 0) {
        const readAt = Date.now();
        try {
          const request: AccountsRequest = { ids: missing, reach };
          const read = await command<(DirectoryAccount | null)[]>('accounts', request, lookUp);
          missing.forEach((id, index) => {
            const account = read[index] ?? null;
            found.set(id, account);
            if (account) known.set(id, { value: account, readAt });
          });
        } catch (error) {
          if (!isUnreachable(error)) throw error;
          for (const id of missing) {
            const account = keptOf(id, graceMs);
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
