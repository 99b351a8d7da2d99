import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import { createLinksSigner, createLinksVerifier } from '../shared/assertion/links.ts';
import type { KeyPair } from '../shared/assertion/keys.ts';
import { createHeld } from '../shared/held.ts';
import type { Journal } from '../shared/journal/journal.ts';
import { createOnce } from '../shared/journal/once.ts';
import { createTurns } from '../shared/journal/turns.ts';
import { createSubgraph, type Subgraph } from '../shared/subgraph.ts';
import { webhookCommand } from '../shared/webhook-command.ts';
import type { CrmNames } from './config.ts';
import { missingDefinitions } from './definitions-check.ts';
import { directoryCommands } from './directory.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import { createLookUps } from './lookups.ts';
import type { CrmSource } from './port.ts';
import { accountRefResolvers } from './resolvers/account-ref.ts';
import { accountSearchResolvers } from './resolvers/account-search.ts';
import { createAccountResolvers } from './resolvers/account.ts';
import { createDocumentResolvers } from './resolvers/document.ts';
import { createSignLinks } from './resolvers/links.ts';
import { createMemberResolvers } from './resolvers/member.ts';
import { createMutationResolvers } from './resolvers/mutation.ts';
import { createOnboardingOf, onboardingResolvers } from './resolvers/onboarding.ts';
import { createQueryResolvers } from './resolvers/query.ts';
import { createViewerResolvers } from './resolvers/viewer.ts';
import type { Resolvers } from './generated/schema.ts';
import { createSteps } from './steps.ts';
import { createTeam } from './team.ts';

export interface AccountsSubgraphOptions {
  /** Owned by the subgraph from here on. */
  readonly source: CrmSource;
  /** Where changes are kept track of. */
  readonly journal: Journal;
  readonly names: CrmNames;
  readonly identityConsoleUrl: string | null;
  /** What the gateway signs its assertions with. */
  readonly gatewayKey: KeyObject;
  /** What the consistency subgraph signs its commands with. */
  readonly consistencyKey: KeyObject;
  /** What this subgraph signs the links of listed accounts with. */
  readonly linksKeys: KeyPair;
  readonly log: Logger;
}

export async function createAccountsSubgraph(options: AccountsSubgraphOptions): Promise<Subgraph> {
  const { source, names, journal, log } = options;
  const staff = createHeld({ name: 'staff', read: () => source.staff(), log });
  const lookUps = createLookUps(source);
  let warned = '';
  const definitions = createHeld({
    name: 'definitions',
    read: () => source.definitions(),
    refreshMs: 600_000,
    log,
    onRead(found) {
      const missing = missingDefinitions(names, found);
      // Said at the start, and again when it changes.
      if (missing.join() !== warned) for (const problem of missing) log.warn(problem);
      warned = missing.join();
    },
  });
  await Promise.all([staff.start(), definitions.start()]);

  const signLinks = createSignLinks(createLinksSigner(options.linksKeys.privateKey));
  const verifier = createLinksVerifier(options.linksKeys.publicKey);
  const onboardingOf = createOnboardingOf(names, definitions);
  const resolvers: Omit<Resolvers, 'DateTime' | 'Date' | 'EmailAddress' | 'URL' | 'Decimal' | 'CurrencyCode'> = {
    Query: createQueryResolvers(source, staff),
    Mutation: createMutationResolvers({ source, names, onboardingOf, once: createOnce(journal) }),
    Viewer: createViewerResolvers(options.identityConsoleUrl),
    Account: createAccountResolvers({ source, names, staff, definitions, onboardingOf, signLinks, verifier }),
    AccountSearch: accountSearchResolvers,
    AccountRef: accountRefResolvers,
    Member: createMemberResolvers(signLinks, verifier),
    Document: createDocumentResolvers(source),
    Onboarding: onboardingResolvers,
  };

  return createSubgraph<Loaders>({
    name: 'accounts',
    schema: new URL('./schema.graphql', import.meta.url),
    resolvers,
    createLoaders: () => createLoaders(source, lookUps),
    commands: { ...directoryCommands, webhook: webhookCommand(source) },
    steps: {
      key: options.consistencyKey,
      commands: createSteps(source, lookUps, createTeam(source, createTurns(journal))),
    },
    gatewayKey: options.gatewayKey,
    log,
    resources: [staff, definitions, source],
  });
}
