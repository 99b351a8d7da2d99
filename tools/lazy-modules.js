import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Packages that @apollo/gateway loads at its start and this gateway never uses: the export of usage data to its vendor, the
 * vendor's registry, composition at run time. They are 400 of its 840 modules. Each is loaded with the first use of what it exports.
 */
const unused =
  /\brequire\("((?:@opentelemetry\/(?:sdk-metrics|resources|resource-detector-[a-z-]+|exporter-metrics-otlp-http))|make-fetch-happen|@apollo\/composition)"\)/g;
const user = '/node_modules/@apollo/gateway/dist/';

/** In one line, so that the lines of stack traces stay. `__esModule` keeps compiled imports from reading all exports at once. */
const lazy =
  "const lazy = (load) => new Proxy({}, { get: (_, name) => name === '__esModule' || (load()[name] ?? (name === 'default' ? load() : undefined)) });";

/** The source of a module that loads such packages; null for any other. */
export function withLazyModules(url) {
  if (!url.includes(user)) return null;
  const source = readFileSync(fileURLToPath(url), 'utf8');
  const changed = source.replaceAll(unused, 'lazy(() => require("$1"))');
  return changed === source ? null : changed.replace('"use strict";', `"use strict"; ${lazy}`);
}
