import { readFile } from 'node:fs/promises';
import { createIdempotency } from '@customer-graph/journal/idempotency';
import type { Journal } from '@customer-graph/journal/journal';
import { createLocks } from '@customer-graph/journal/locks';
import { directoryCalls } from '@customer-graph/protocol/directory';
import type { KeyPair } from '@customer-graph/protocol/keys';
import type { Subgraph } from '@customer-graph/protocol/messages';
import { createLinksSigner, createLinksVerifier } from '@customer-graph/protocol/signed-links';
import { webhookCalls } from '@customer-graph/protocol/webhook';
import { handle } from '@customer-graph/subgraph-kit/handlers';
import type { SubgraphServices } from '@customer-graph/subgraph-kit/module';
import { createSubgraph } from '@customer-graph/subgraph-kit/subgraph';
import { createRefreshedValue } from '@customer-graph/upstream/refreshed-value';
import { createCommands, directoryCommands } from './commands.ts';
import type { CrmNames } from './config.ts';
import { accountsCalls } from './contract.ts';
import type { Resolvers } from './generated/schema.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { CrmSource } from './port.ts';
import { accountRefResolvers } from './resolvers/account-ref.ts';
import { accountSearchResolvers } from './resolvers/account-search.ts';
import { createAccountResolvers } from './resolvers/account.ts';
import { createDocumentResolvers } from './resolvers/document.ts';
import { createMemberResolvers } from './resolvers/member.ts';
import { createMutationResolvers } from './resolvers/mutation.ts';
import { onboardingResolvers } from './resolvers/onboarding.ts';
import { createQueryResolvers } from './resolvers/query.ts';
import { createViewerResolvers } from './resolvers/viewer.ts';
import { createLookUps } from './services/look-ups.ts';
import { createMissingDefinitionsWarning } from './services/missing-definitions.ts';
import { createOnboardingOf } from './services/onboarding.ts';
import { createSignLinks } from './services/signed-links.ts';
import { createTeam } from './services/team.ts';

export interface AccountsSubgraphOptions extends Pick<
  SubgraphServices,
  'name' | 'gatewayKey' | 'callerKeys' | 'linksKey' | 'log'
> {
  /** Disposed of together with the subgraph. */
  readonly source: CrmSource;
  /** Keeps the idempotency keys and locks of writes. */
  readonly journal: Journal;
  readonly names: CrmNames;
  readonly identityConsoleUrl: string | null;
  /** Signs the links of listed accounts. */
  readonly linksKeys: KeyPair;
}

type Scalars = 'DateTime' | 'Date' | 'EmailAddress' | 'URL' | 'Decimal' | 'CurrencyCode';

const sdl = new URL('./generated/schema.graphql', import.meta.url);
const definitionsMs = 600_000;

/** Builds the accounts subgraph over any CRM. */
export async function createAccountsSubgraph(options: AccountsSubgraphOptions): Promise<Subgraph> {
  const { source, names, journal, log } = options;
  const staff = createRefreshedValue({ name: 'staff', read: () => source.staff(), log });
  const lookUps = createLookUps(source);
  const warnOfMissing = createMissingDefinitionsWarning(names, log);
  const definitions = createRefreshedValue({
    name: 'definitions',
    read: () => source.definitions(),
    refreshMs: definitionsMs,
    log,
    onRead: warnOfMissing,
  });
  await Promise.all([staff.start(), definitions.start()]);

  const signLinks = createSignLinks(createLinksSigner(options.linksKeys.privateKey));
  const verifier = createLinksVerifier(options.linksKey);
  const onboardingOf = createOnboardingOf(names, definitions);
  const resolvers: Omit<Resolvers, Scalars> = {
    Query: createQueryResolvers(source, staff),
    Mutation: createMutationResolvers({ source, names, onboardingOf, idempotency: createIdempotency(journal) }),
    Viewer: createViewerResolvers(source, options.identityConsoleUrl),
    Account: createAccountResolvers({ source, names, staff, definitions, onboardingOf, signLinks, verifier }),
    AccountSearch: accountSearchResolvers,
    AccountRef: accountRefResolvers,
    Member: createMemberResolvers(signLinks, verifier),
    Document: createDocumentResolvers(source),
    Onboarding: onboardingResolvers,
  };

  const team = createTeam(source, lookUps, createLocks(journal));
  return createSubgraph<Loaders>({
    name: options.name,
    sdl: await readFile(sdl, 'utf8'),
    resolvers,
    createLoaders: () => createLoaders(source, lookUps),
    gatewayKey: options.gatewayKey,
    gatewayCalls: [
      handle(directoryCalls, directoryCommands),
      handle(webhookCalls, { webhook: async (request) => source.readWebhook(request) }),
    ],
    subgraphCalls: [
      { keys: options.callerKeys, handlers: handle(accountsCalls, createCommands(source, lookUps, team)) },
    ],
    log,
    resources: [staff, definitions, source],
  });
}
