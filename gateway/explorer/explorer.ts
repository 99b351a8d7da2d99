import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseJson } from '@customer-graph/process/parse-json';
import { isFromOwnPage } from './own-page.ts';
import { contentSecurityPolicy, explorerPage } from './page.ts';

/** Test users of a sandbox. A gateway with real users must have none: anyone may get their tokens. */
export interface DevelopmentIdentities {
  readonly names: readonly string[];
  /** A new access token of the test user. */
  token(name: string): Promise<string>;
}

export interface ExplorerOptions {
  readonly identities?: DevelopmentIdentities | undefined;
  /** The address under which the page is reached, beside the names and addresses of this machine. */
  readonly publicUrl: string | null;
}

const require = createRequire(import.meta.url);
/** A browser script of a package. Such files are not among its exports. */
const packageFile = (name: string, file: string): string =>
  join(dirname(require.resolve(`${name}/package.json`)), file);
const ownFile = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));

const assets: Readonly<Record<string, readonly [file: string, type: string]>> = {
  'react.js': [packageFile('react', 'umd/react.production.min.js'), 'text/javascript'],
  'react-dom.js': [packageFile('react-dom', 'umd/react-dom.production.min.js'), 'text/javascript'],
  'graphiql.js': [packageFile('graphiql', 'graphiql.min.js'), 'text/javascript'],
  'graphiql.css': [packageFile('graphiql', 'graphiql.min.css'), 'text/css'],
  'explorer.js': [ownFile('explorer.js'), 'text/javascript'],
  'explorer.css': [ownFile('explorer.css'), 'text/css'],
};

/** The example queries, ordered by file name. */
export const examples = (): string[] =>
  readdirSync(new URL('./examples/', import.meta.url))
    .sort()
    .map((name) => readFileSync(new URL(`./examples/${name}`, import.meta.url), 'utf8'));

const tokenRequest = z.object({ as: z.string() });

/** Serves GraphiQL at the root, from installed packages. */
export function registerExplorer(app: FastifyInstance, { identities, publicUrl }: ExplorerOptions): void {
  const page = explorerPage({
    identities: identities?.names ?? [],
    examples: examples().map((query) => ({ query })),
  });
  const headers = {
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
  app.get('/', async (_request, reply) => reply.headers(headers).type('text/html; charset=utf-8').send(page));
  for (const [name, [file, type]] of Object.entries(assets)) {
    const content = readFileSync(file);
    app.get(`/explorer/${name}`, async (_request, reply) =>
      reply
        .headers({ ...headers, 'cache-control': 'max-age=3600' })
        .type(`${type}; charset=utf-8`)
        .send(content),
    );
  }
  if (!identities) return;
  app.post('/explorer/tokens', async (request, reply) => {
    if (!isFromOwnPage(request.headers, publicUrl))
      return reply.code(403).send({ error: 'Open the explorer at localhost or at PUBLIC_URL.' });
    const body = tokenRequest.safeParse(typeof request.body === 'string' ? parseJson(request.body) : undefined);
    const name = identities.names.find((known) => known === body.data?.as);
    return name === undefined
      ? reply.code(404).send({ error: `"as" must be one of ${identities.names.join(', ')}` })
      : reply.header('cache-control', 'no-store').send({ token: await identities.token(name) });
  });
}
