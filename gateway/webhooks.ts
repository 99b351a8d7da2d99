import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { AssertionSigner } from '../subgraphs/shared/assertion/assertion.ts';
import { createCommandClient } from '../subgraphs/shared/command-client.ts';
import type { Assertion } from '../subgraphs/shared/principal.ts';
import type { Transport } from '../subgraphs/shared/transport/transport.ts';
import {
  webhookAnswer,
  webhookSystems,
  type Deliveries,
  type WebhookRequest,
  type WebhookVendor,
} from '../subgraphs/shared/webhook.ts';

export interface WebhooksOptions {
  readonly transportOf: (subgraph: string) => Transport;
  readonly signer: AssertionSigner;
  /** Hears whose memberships, and which accounts' places, may be others now. */
  readonly onChanged: (contactIds: readonly string[], accountIds: readonly string[]) => void;
  readonly log: Logger;
}

export interface Webhooks {
  /** False where it is not the vendor's. What is true in it is stored when this resolves; what fails is to be sent again. */
  receive(vendor: WebhookVendor, request: WebhookRequest): Promise<boolean>;
  /** What was made through the graph, and is to be looked after as if the vendor had told of it. */
  follow(subjects: readonly string[]): void;
}

/** Vendors wait for so long, in milliseconds: then they send it again. */
const acknowledgeMs = 800;
const followMs = 10_000;

const subgraphs: Readonly<Record<WebhookVendor, string>> = {
  stripe: 'billing',
  hubspot: 'accounts',
  zendesk: 'support',
};
const stored = z.object({});

export const isWebhookVendor = (name: string): name is WebhookVendor => Object.hasOwn(subgraphs, name);

/** Only the vendor's subgraph can tell what is genuine, and only the consistency subgraph keeps what there is to do. */
export function createWebhooks({ transportOf, signer, onChanged, log }: WebhooksOptions): Webhooks {
  const clientOf = (name: string, system: Deliveries['system']) =>
    createCommandClient({ name, system, transport: transportOf(name), signer });
  const nobody = (deadline: number): Assertion => {
    const requestId = randomUUID();
    return {
      principal: { kind: 'ANONYMOUS' },
      scopes: [],
      viewerAccountId: null,
      accounts: {},
      requestId,
      traceId: requestId,
      deadline,
    };
  };
  const deliver = (given: Deliveries, deadline: number) =>
    clientOf('consistency', given.system)('deliver', given, stored, nobody(deadline));

  return {
    async receive(vendor, request) {
      const deadline = Date.now() + acknowledgeMs;
      const system = webhookSystems[vendor];
      const { isGenuine, events, contactIds, accountIds } = await clientOf(subgraphs[vendor], system)(
        'webhook',
        request,
        webhookAnswer,
        nobody(deadline),
      );
      if (!isGenuine) {
        log.warn({ vendor }, 'a webhook is not the vendor’s, or too old');
        return false;
      }
      if (contactIds.length + accountIds.length > 0) onChanged(contactIds, accountIds);
      if (events.length > 0) await deliver({ system, events }, deadline);
      return true;
    },

    follow(subjects) {
      const events = subjects.map((subject) => ({ id: `opened:${subject.split(':')[1] ?? ''}`, subject }));
      // What gets lost here the vendor tells of, too.
      deliver({ system: 'SUPPORT', events }, Date.now() + followMs).catch((error: unknown) =>
        log.warn({ reason: String(error) }, 'what was made could not be handed on'),
      );
    },
  };
}
