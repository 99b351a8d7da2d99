import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { parseJson } from '@customer-graph/process/parse-json';
import { badInput } from '@customer-graph/protocol/errors';
import type { RequestParameters } from '../operation/request.ts';

/** The parameters of GraphQL over HTTP: from the body, or for a GET from the query string. */
export function parametersOf(request: FastifyRequest): RequestParameters {
  if (request.method === 'POST') {
    const body = jsonOf(typeof request.body === 'string' ? request.body : '');
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw badInput('The body must be a JSON object with query or documentId: one operation a request.');
    return body as RequestParameters;
  }
  const given = Object.fromEntries(new URL(request.url, 'http://gateway').searchParams);
  const json = ['variables', 'extensions'].flatMap((name) =>
    given[name] === undefined ? [] : [[name, jsonOf(given[name])]],
  );
  return { ...given, ...Object.fromEntries(json) } as RequestParameters;
}

function jsonOf(text: string): unknown {
  const value = parseJson(text);
  if (value === undefined) throw badInput('The body is not valid JSON.');
  return value;
}

/** The request for Apollo Server, with the text of the operation in its parameters. */
export function toApolloRequest(request: FastifyRequest, parameters: RequestParameters): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  if (request.method === 'POST') return { method: 'POST', headers, search: '', body: parameters };
  const search = new URLSearchParams(
    Object.entries(parameters).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  return { method: request.method, headers, search: `?${search.toString()}`, body: undefined };
}
