import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';
import type { AssertionSigner } from '@customer-graph/protocol/assertion';
import { createCallClient } from '@customer-graph/protocol/call-client';
import { GraphError } from '@customer-graph/protocol/errors';
import type { SubgraphEntry } from '@customer-graph/protocol/subgraph-entry';
import type { SystemOfRecord } from '@customer-graph/protocol/system';
import { systemAssertion } from '@customer-graph/protocol/system-assertion';
import {
  eventCalls,
  followUpEvent,
  webhookCalls,
  type Deliveries,
  type WebhookRequest,
} from '@customer-graph/protocol/webhook';
import type { Connections } from '../fetching/connections.ts';
import type { Topology } from '../supergraph/topology.ts';

export interface WebhooksOptions {
  readonly topology: Topology;
  readonly connections: Connections;
  readonly signer: AssertionSigner;
  /** Receives contacts and accounts whose cached memberships and links may be stale. */
  readonly onChanged: (contactIds: readonly string[], accountIds: readonly string[]) => void;
  readonly log: Logger;
}

export type WebhookReceipt =
  /** No subgraph is permitted to verify this vendor's webhooks. */
  | 'UNKNOWN_VENDOR'
  /** Not signed by the vendor, or too old. */
  | 'NOT_GENUINE'
  /** Verified, and its events are stored. */
  | 'STORED';

export interface Webhooks {
  /** Headers that a genuine webhook of the vendor has; null: no subgraph verifies this vendor's webhooks. */
  headersOf(vendor: string): readonly string[] | null;
  /** Rejects where the events could not be stored: the vendor then repeats the request. */
  receive(vendor: string, request: WebhookRequest): Promise<WebhookReceipt>;
  /** Hands subjects that were created through the graph to the event receiver, like events of a vendor. */
  follow(subjects: readonly string[], system: SystemOfRecord): void;
}

/** Vendors repeat a request that is not acknowledged in a few seconds; milliseconds. */
const acknowledgeMs = 800;
const followMs = 10_000;

/** The vendor's own subgraph verifies the signature; the event receiver stores and processes the events. */
export function createWebhooks({ topology, connections, signer, onChanged, log }: WebhooksOptions): Webhooks {
  const clientOf = <Table extends typeof webhookCalls | typeof eventCalls>(
    entry: SubgraphEntry,
    calls: Table,
    system: SystemOfRecord | undefined,
  ) => createCallClient({ name: entry.name, calls, system, transport: connections.to(entry), signer });

  async function store(deliveries: Deliveries, deadline: number): Promise<void> {
    const receiver = topology.eventReceiver();
    if (!receiver) throw new GraphError('INTERNAL', { cause: new Error('no subgraph receives events') });
    await clientOf(receiver, eventCalls, deliveries.system)('deliver', deliveries, systemAssertion(deadline));
  }

  return {
    headersOf: (vendor) => topology.webhookReceiver(vendor)?.permissions.webhookHeaders ?? null,

    async receive(vendor, request) {
      const entry = topology.webhookReceiver(vendor);
      if (!entry) return 'UNKNOWN_VENDOR';
      const deadline = Date.now() + acknowledgeMs;
      const { system } = entry.permissions;
      const verified = await clientOf(entry, webhookCalls, system)('webhook', request, systemAssertion(deadline));
      if (!verified.isGenuine) return 'NOT_GENUINE';
      const { events, contactIds, accountIds } = verified;
      // Only the directory knows memberships and links.
      if (entry.permissions.directory && contactIds.length + accountIds.length > 0) onChanged(contactIds, accountIds);
      if (events.length > 0 && system) await store({ system, events }, deadline);
      return 'STORED';
    },

    follow(subjects, system) {
      const events = subjects.map(followUpEvent);
      // The vendor's own webhook arrives as well, so it replaces a lost follow-up.
      store({ system, events }, Date.now() + followMs).catch((error: unknown) =>
        log.warn({ reason: reasonOf(error) }, 'follow-up not stored'),
      );
    },
  };
}
