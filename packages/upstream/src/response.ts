import { parseJson } from '@customer-graph/process/parse-json';
import { GraphError } from '@customer-graph/protocol/errors';
import type { SystemOfRecord } from '@customer-graph/protocol/system';
import type { UpstreamResponse } from './context.ts';
import type { Exchanged } from './exchange.ts';

/** A response whose body is parsed once for its one reader. Each further reader gets an object of its own: SDKs change theirs. */
export function createResponse({ status, headers, body }: Exchanged, system: SystemOfRecord): UpstreamResponse {
  let parsed: unknown;
  const parse = (): unknown => {
    const value = parseJson(body);
    // Without the parser's error as the cause: it quotes the response, and the log must not contain customer data.
    if (value === undefined)
      throw new GraphError('UPSTREAM_INVALID_RESPONSE', { system, cause: new Error('not JSON') });
    return value;
  };
  return {
    status,
    headers,
    body,
    assertJson() {
      if (body !== '') parsed = parse();
    },
    json() {
      const value = parsed ?? parse();
      parsed = undefined;
      return value;
    },
  };
}
