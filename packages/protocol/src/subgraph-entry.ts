import { z } from 'zod';
import { systemsOfRecord } from './system.ts';

/** Facts about the caller that an assertion can carry beside scopes and account ids. */
export const callerFacts = [
  /** The token's subject. Needed to verify signed links and to keep idempotency keys apart. */
  'subject',
  /** Name and verified e-mail address. */
  'profile',
  /** The caller's contact in the CRM. */
  'contact',
  /** All memberships of a customer, and the granted accounts of a partner. */
  'memberships',
  /** The accounts' customers in the billing system. */
  'links.billing',
  /** The accounts' tenants in the product. */
  'links.product',
  /** The accounts' organizations in the help desk. */
  'links.support',
] as const;
/** One of `callerFacts`. */
export type CallerFact = (typeof callerFacts)[number];

/**
 * The permissions of a subgraph: the block `x-customer-graph` of its entry in `supergraph.yaml`.
 * The gateway ignores everything that a subgraph does beyond it.
 */
export const subgraphPermissions = z.strictObject({
  /** The system of record that its errors name. */
  system: z.enum(systemsOfRecord).optional(),
  /** Whether it is the directory: the gateway reads memberships and links from it. */
  directory: z.boolean().default(false),
  /** Whether its writes change memberships. */
  changesMemberships: z.boolean().default(false),
  /** Vendors whose webhooks it verifies. */
  webhooks: z.array(z.string().regex(/^[a-z][a-z0-9-]*$/)).default([]),
  /** Headers that every genuine webhook of these vendors has, in lower case: the gateway refuses others without reading them. */
  webhookHeaders: z.array(z.string().regex(/^[a-z][a-z0-9-]*$/)).default([]),
  /** Whether it accepts uploaded files. */
  uploads: z.boolean().default(false),
  /** Whether it gives out links to files, and opens them for the gateway. */
  downloads: z.boolean().default(false),
  /** Whether it stores and processes events of vendors and follow-ups of other subgraphs. */
  receivesEvents: z.boolean().default(false),
  /** Whether its writes create follow-ups: subjects that the event receiver processes. */
  createsFollowUps: z.boolean().default(false),
  /** Subgraphs whose unpublished calls it may make. */
  calls: z.array(z.string()).default([]),
  callerFacts: z.array(z.enum(callerFacts)).default([]),
});
export type SubgraphPermissions = z.infer<typeof subgraphPermissions>;

/** One subgraph of the supergraph. */
export interface SubgraphEntry {
  readonly name: string;
  /** URL of its GraphQL endpoint. */
  readonly url: string;
  readonly permissions: SubgraphPermissions;
}

/** The permissions of a subgraph without an entry: none. */
export const noPermissions: SubgraphPermissions = subgraphPermissions.parse({});
