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
    return withoutEmpty(body);
  }
  const given = withoutEmpty(Object.fromEntries(new URL(request.url, 'http://gateway').searchParams));
  return withoutEmpty(
    Object.fromEntries(
      Object.entries(given).map(([name, text]) => [name, jsonParameters.has(name) ? jsonOf(String(text)) : text]),
    ),
  );
}

const jsonParameters: ReadonlySet<string> = new Set(['variables', 'extensions']);

/** Clients write a parameter that they do not use as null or as an empty text. */
const withoutEmpty = (parameters: object): RequestParameters =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null && value !== ''));

function jsonOf(text: string): unknown {
  const value = parseJson(text);
  if (value === undefined) throw badInput('The body, or a parameter of the address, is not valid JSON.');
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
