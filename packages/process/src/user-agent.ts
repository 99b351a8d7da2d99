import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import type { Dispatcher } from 'undici';
import { z } from 'zod';

const manifest = z.object({ version: z.string() });

/** Its place differs between the sources, a build and an installed package. */
const manifestFile = findPackageJSON(import.meta.url);
if (manifestFile === undefined) throw new Error('the package.json of @customer-graph/process is missing');

/** The version of this program. */
export const productVersion = manifest.parse(JSON.parse(readFileSync(manifestFile, 'utf8'))).version;

/** The name under which vendors know this program, in their logs and in their SDKs' app info. */
export const productName = 'customer-graph';

const own = `${productName}/${productVersion}`;
const header = 'user-agent';

/** Default values of HTTP clients, which say nothing. */
const unspecific: ReadonlySet<string> = new Set(['', 'node', 'undici']);

/** Adds this program to the User-Agent of an SDK, as a further product (RFC 9110, 10.1.5). */
const userAgentOf = (given: string): string =>
  unspecific.has(given) ? own : given.includes(own) ? given : `${given} ${own}`;

/** Headers as undici accepts them: an object, a flat list of names and values, or pairs. */
function pairsOf(headers: Dispatcher.DispatchOptions['headers']): [string, string | string[] | undefined][] {
  if (!headers) return [];
  if (Array.isArray(headers)) {
    const flat: readonly string[] = headers;
    return flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1]]] : []));
  }
  return Symbol.iterator in headers ? [...headers] : Object.entries(headers);
}

/** An interceptor of undici that gives every request the program's User-Agent. */
export const withUserAgent: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
  const pairs = pairsOf(options.headers);
  const given = pairs.find(([name]) => name.toLowerCase() === header)?.[1];
  const others = pairs.flatMap(([name, value]): string[] => {
    if (value === undefined || name.toLowerCase() === header) return [];
    return typeof value === 'string' ? [name, value] : value.flatMap((each) => [name, each]);
  });
  return dispatch({ ...options, headers: [...others, header, userAgentOf(String(given ?? ''))] }, handler);
};
