import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { commandAudience } from '../../subgraphs/shared/subgraph.ts';
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
import { GraphError, isErrorCode } from '../../subgraphs/shared/errors.ts';
import type { Assertion } from '../../subgraphs/shared/principal.ts';
import type { Transport } from '../fetching/transport.ts';

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
  /** Whether it was given all the time that a request may take: running out of less says nothing about the CRM. */
  readonly isPatient: boolean;
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function createDirectory(options: DirectoryOptions): Directory {
  const { transport, signer, graceMs } = options;
  /** Nothing is believed for longer than it would be while the CRM is away. */
  const accessMs = Math.min(membershipMs, graceMs);
  const placeMs = Math.min(linksMs, graceMs);
  const people = new LRUCache<string, Kept<MembershipAnswer | null>>({ max: 50_000, ttl: graceMs });
  const known = new LRUCache<string, Kept<DirectoryAccount>>({ max: 50_000, ttl: graceMs });

  async function command<T>(name: string, input: unknown, answerShape: z.ZodType<T>, { requestId, traceId, deadline }: LookUp): Promise<T> {
    const body = JSON.stringify(input);
    const assertion: Assertion = { principal: { kind: 'ANONYMOUS' }, scopes: [], viewerAccountId: null, accounts: {}, requestId, traceId, deadline };
    const token = await signer.sign(assertion, commandAudience('accounts', name), body);
    const answer = await transport.command(name, { body, assertion: token }, deadline);
    if (answer.status === 401) throw new GraphError('INTERNAL', { cause: new Error('accounts does not accept the assertion') });
    const parsed = parseJson(answer.body);
    const shaped = answer.status === 200 ? answerShape.safeParse(parsed) : undefined;
    if (shaped?.success) return shaped.data;
    // Whatever is no answer of the subgraph's own, a page of something in between say, means that it is away.
    const error = failure.safeParse(parsed).data?.error;
    const code = isErrorCode(error?.code) ? error.code : 'UPSTREAM_UNAVAILABLE';
    throw new GraphError(code, { system: 'CRM', ...(error?.retryable !== undefined && { retryable: error.retryable }) });
  }

  const age = (readAt: number): number => Date.now() - readAt;

  /** Whether the CRM cannot be reached: not when it answers that it will not, and not when the caller would not wait. */
  const isAway = (error: unknown, { isPatient }: LookUp): boolean =>
    error instanceof GraphError &&
    ((error.code === 'UPSTREAM_UNAVAILABLE' && error.extensions.retryable) || (error.code === 'UPSTREAM_TIMEOUT' && isPatient));

  return {
    async membership(person, lookUp) {
      const key = JSON.stringify([person.subject, person.email]);
      const kept = people.get(key);
      if (kept && age(kept.readAt) < accessMs) return kept.value;
      const readAt = Date.now();
      try {
        const value = await command('membership', person, membershipAnswer, lookUp);
        people.set(key, { value, readAt });
        return value;
      } catch (error) {
        if (isAway(error, lookUp) && kept?.value && age(kept.readAt) < graceMs) return kept.value;
        throw error;
      }
    },

    async accounts(ids, reach, lookUp) {
      /** What is kept and young enough. What rests on the parent alone is access, and believed no longer than a membership. */
      const keptOf = (id: string, within: { readonly placeMs: number; readonly accessMs: number }): DirectoryAccount | null => {
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
