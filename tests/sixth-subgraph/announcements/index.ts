import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseEnvironment } from '@customer-graph/process/configuration';
import type { AccountReference } from '@customer-graph/subgraph-kit/account-reference';
import {
  accountOf,
  resolveAccountReference,
  viewerAccountOf,
  viewerOf,
} from '@customer-graph/subgraph-kit/account-reference';
import { createLinksVerifier } from '@customer-graph/protocol/signed-links';
import type { SubgraphContext } from '@customer-graph/subgraph-kit/context';
import type { SubgraphModule } from '@customer-graph/subgraph-kit/module';
import { createSubgraph } from '@customer-graph/subgraph-kit/subgraph';

const parseConfig = (environment: Readonly<Record<string, string | undefined>>) =>
  parseEnvironment(environment, { ANNOUNCEMENT_TITLE: z.string().default('Maintenance on Sunday') });

type Context = SubgraphContext<null>;

/** A subgraph outside the repository's list: only the test's list has an entry for it. */
export default {
  parseConfig,
  create({ ANNOUNCEMENT_TITLE: title }, { name, gatewayKey, linksKey, log }) {
    const verifier = createLinksVerifier(linksKey);
    return createSubgraph<null>({
      name,
      sdl: readFileSync(new URL('./generated/schema.graphql', import.meta.url), 'utf8'),
      resolvers: {
        Query: {
          account: (_parent: unknown, { id }: { id: string }, { assertion }: Context) => accountOf(assertion, id),
          viewer: (_parent: unknown, _arguments: unknown, { assertion }: Context) => viewerOf(assertion),
          latestAnnouncement: () => ({ title }),
        },
        Viewer: {
          account: (_parent: unknown, _arguments: unknown, { assertion }: Context) => viewerAccountOf(assertion),
        },
        Account: {
          __resolveReference: (reference: { id: string; links?: string | null }, { assertion }: Context) =>
            resolveAccountReference(reference, assertion, verifier),
          announcementCount: ({ id }: AccountReference) => id.length,
        },
      },
      createLoaders: () => null,
      gatewayKey,
      log,
    });
  },
} satisfies SubgraphModule<ReturnType<typeof parseConfig>>;
