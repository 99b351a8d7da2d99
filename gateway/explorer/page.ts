/** Permits scripts, styles and requests of the gateway only, and no inline scripts. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  // GraphiQL sets inline styles on editor lines.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface PageSettings {
  /** Names of test users. */
  readonly identities: readonly string[];
  readonly examples: readonly { readonly query: string }[];
}

/** JSON for a script element: without `<`, no text can end the element. */
const embeddedJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** The HTML of the explorer page. */
export const explorerPage = (settings: PageSettings): string => `<!doctype html>
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
    <script type="application/json" id="settings">${embeddedJson(settings)}</script>
    <script src="/explorer/react.js"></script>
    <script src="/explorer/react-dom.js"></script>
    <script src="/explorer/graphiql.js"></script>
    <script type="module" src="/explorer/explorer.js"></script>
  </body>
</html>
`;
