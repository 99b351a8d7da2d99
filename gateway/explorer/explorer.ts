import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

/** Whom somebody may be while they develop: never given to a gateway that real people use. */
export interface DevelopmentIdentities {
  readonly names: readonly string[];
  token(name: string): Promise<string>;
}

export interface ExplorerOptions {
  readonly identities?: DevelopmentIdentities | undefined;
}

const require = createRequire(import.meta.url);
/** Scripts for pages without a bundler stand beside what the packages export. */
const packaged = (name: string, file: string): string => join(dirname(require.resolve(`${name}/package.json`)), file);
const own = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));

/** Everything the page loads comes from here: nothing from elsewhere, and nothing in the page itself runs. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // The editor styles its lines as it draws them.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const assets: Readonly<Record<string, readonly [file: string, type: string]>> = {
  'react.js': [packaged('react', 'umd/react.production.min.js'), 'text/javascript'],
  'react-dom.js': [packaged('react-dom', 'umd/react-dom.production.min.js'), 'text/javascript'],
  'graphiql.js': [packaged('graphiql', 'graphiql.min.js'), 'text/javascript'],
  'graphiql.css': [packaged('graphiql', 'graphiql.min.css'), 'text/css'],
  'explorer.js': [own('explorer.js'), 'text/javascript'],
  'explorer.css': [own('explorer.css'), 'text/css'],
};

/** The example queries, in the order of their files' names. */
export const examples = (): string[] =>
  readdirSync(new URL('./examples/', import.meta.url))
    .sort()
    .map((name) => readFileSync(new URL(`./examples/${name}`, import.meta.url), 'utf8'));

/** JSON inside a page: no text of it may end the element that it stands in. */
const embedded = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

const pageOf = (settings: unknown): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Customer Graph</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/explorer/graphiql.css" />
    <link rel="stylesheet" href="/explorer/explorer.css" />
  </head>
  <body>
    <div id="explorer"></div>
    <script type="application/json" id="settings">${embedded(settings)}</script>
    <script src="/explorer/react.js"></script>
    <script src="/explorer/react-dom.js"></script>
    <script src="/explorer/graphiql.js"></script>
    <script type="module" src="/explorer/explorer.js"></script>
  </body>
</html>
`;

const tokenRequest = z.object({ as: z.string() });

/** GraphiQL at the root, out of installed packages. */
export function registerExplorer(app: FastifyInstance, { identities }: ExplorerOptions): void {
  const page = pageOf({ identities: identities?.names ?? [], examples: examples().map((query) => ({ query })) });
  const headers = {
    'content-security-policy': policy,
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
    const body = tokenRequest.safeParse(typeof request.body === 'string' ? parse(request.body) : undefined);
    const name = identities.names.find((known) => known === body.data?.as);
    return name === undefined
      ? reply.code(404).send({ error: 'no such identity' })
      : reply.header('cache-control', 'no-store').send({ token: await identities.token(name) });
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
