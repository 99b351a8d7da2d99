import { z } from 'zod';
import { GraphError } from '@customer-graph/protocol/errors';
import { identifier, optional } from '@customer-graph/upstream/shapes';
import type { LastDelivery, RegisteredWebhook } from '@customer-graph/diagnosis/webhooks';
import type { Get } from './inspection-requests.ts';

export interface ZendeskInspection {
  /** HTTP status of the first request; 401 also for credentials that are not accepted. */
  readonly status: number;
  readonly user: { readonly name: string; readonly role: string } | null;
  /** Remaining requests in this minute, and the limit, from the response headers. */
  readonly left: string | null;
  readonly limit: string | null;
  readonly helpCenterStatus: number;
  readonly organizationsStatus: number;
  readonly fieldIds: readonly string[];
  /** Null: only administrators may read them. */
  readonly webhooks: readonly RegisteredWebhook[] | null;
  /** Latest delivery of the webhook with this URL. */
  readonly lastOf: (url: string) => Promise<LastDelivery | null>;
  readonly organizations: readonly { readonly id: string; readonly externalId: string | null; readonly name: string }[];
  /** Whether `organizations` is complete. */
  readonly isWhole: boolean;
}

const me = z.object({ user: z.object({ id: optional(identifier), name: z.string(), role: z.string() }) });
const fields = z.object({ ticket_fields: z.array(z.object({ id: identifier })) });
const organizations = z.object({
  organizations: z.array(z.object({ id: identifier, external_id: optional(identifier), name: z.string() })),
  meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullable() }),
});
const webhookList = z.object({
  webhooks: z.array(
    z.object({
      id: z.string(),
      endpoint: z.string(),
      status: z.string(),
      subscriptions: z.array(z.string()).nullish(),
    }),
  ),
});
const invocationList = z.object({
  invocations: z.array(z.object({ status: z.string(), latest_completed_at: z.string().nullish() })),
});
const deliveredStatuses: ReadonlySet<string> = new Set(['success', 'accepted']);
const maxPages = 20;

/** Reads one of each kind of object that the graph reads. */
export async function inspectZendesk(get: Get, locale: string | null): Promise<ZendeskInspection> {
  const answer = await get('users/me').catch(refusedCredentials);
  const left = answer.headers['ratelimit-remaining'] ?? answer.headers['x-rate-limit-remaining'] ?? null;
  const limit = answer.headers['ratelimit-limit'] ?? answer.headers['x-rate-limit'] ?? null;
  const user = answer.status === 200 ? (me.safeParse(JSON.parse(answer.body)).data?.user ?? null) : null;
  // Zendesk answers 200 with an anonymous end user to unknown credentials.
  const known = user?.id === null ? null : user;
  const nothing = {
    user: known,
    left,
    limit,
    helpCenterStatus: 0,
    organizationsStatus: 0,
    fieldIds: [],
    webhooks: null,
    lastOf: async () => null,
    organizations: [],
    isWhole: false,
  };
  if (answer.status !== 200 || known === null)
    return { status: answer.status === 200 ? 401 : answer.status, ...nothing };
  const [center, ticketFields, webhookAnswer] = await Promise.all([
    get(`help_center/${locale === null ? '' : `${locale}/`}sections?page%5Bsize%5D=1`),
    get('ticket_fields'),
    get('webhooks?page%5Bsize%5D=100'),
  ]);
  const registered = webhookAnswer.status === 200 ? webhookList.parse(JSON.parse(webhookAnswer.body)).webhooks : null;
  const lastOf = async (url: string): Promise<LastDelivery | null> => {
    const [webhook] = (registered ?? []).filter(({ endpoint }) => endpoint === url);
    const { status, body } = webhook
      ? await get(`webhooks/${webhook.id}/invocations?page%5Bsize%5D=1&sort=-latest_completed_at`)
      : { status: 404, body: '' };
    if (status !== 200) return null;
    const [last] = invocationList.parse(JSON.parse(body)).invocations;
    return {
      at: last?.latest_completed_at ?? null,
      failure: last && !deliveredStatuses.has(last.status) ? last.status : null,
    };
  };
  const found: ZendeskInspection['organizations'][number][] = [];
  let isWhole = false;
  let organizationsStatus = 200;
  for (let read = 0, cursor: string | null = null; read < maxPages && !isWhole; read += 1) {
    const { status, body } = await get(
      `organizations?page%5Bsize%5D=100${cursor === null ? '' : `&page%5Bafter%5D=${encodeURIComponent(cursor)}`}`,
    );
    organizationsStatus = status;
    if (status !== 200) break;
    const page = organizations.parse(JSON.parse(body));
    found.push(
      ...page.organizations.map(({ id, external_id: externalId, name }) => ({
        id,
        externalId,
        name,
      })),
    );
    cursor = page.meta.after_cursor;
    isWhole = !page.meta.has_more;
  }
  const fieldIds =
    ticketFields.status === 200 ? fields.parse(JSON.parse(ticketFields.body)).ticket_fields.map(({ id }) => id) : [];
  const webhooks =
    registered &&
    registered.map(({ endpoint, status, subscriptions }) => ({
      url: endpoint,
      isEnabled: status === 'active',
      events: subscriptions ?? [],
    }));
  return {
    status: 200,
    ...nothing,
    webhooks,
    lastOf,
    helpCenterStatus: center.status,
    organizationsStatus,
    fieldIds,
    organizations: found,
    isWhole,
  };
}

/** The answer in place of one to an OAuth client that Zendesk refuses. */
function refusedCredentials(error: unknown): Awaited<ReturnType<Get>> {
  if (error instanceof GraphError && !error.extensions.retryable) return { status: 401, headers: {}, body: '' };
  throw error;
}
