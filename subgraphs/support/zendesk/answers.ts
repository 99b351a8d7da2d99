import { z } from 'zod';
import { GraphError } from '@customer-graph/protocol/errors';
import { createParse } from '@customer-graph/upstream/parse';
import { anyObject, text } from '@customer-graph/upstream/shapes';

/** A JSON object of Zendesk. Its fields are checked where they are mapped. */
export type ZendeskObject = Readonly<Record<string, unknown>>;

export const zendeskObject = anyObject;

export const parse = createParse('SUPPORT');

export const unusable = (reason: string): GraphError =>
  new GraphError('UPSTREAM_INVALID_RESPONSE', { system: 'SUPPORT', cause: new TypeError(reason) });

const listOfObjects = z.array(zendeskObject);

export const objectIn = (answer: ZendeskObject | null, name: string): ZendeskObject =>
  parse(zendeskObject, answer?.[name], name);

export const listIn = (answer: ZendeskObject | null, name: string): readonly ZendeskObject[] =>
  parse(listOfObjects, answer?.[name], name);

const meta = z.discriminatedUnion('has_more', [
  z.object({ has_more: z.literal(false) }),
  z.object({ has_more: z.literal(true), after_cursor: text }),
]);

/** The cursor of the next page; null after the last one (Zendesk API, "Cursor pagination"). */
export function nextCursor(answer: ZendeskObject): string | null {
  const page = parse(meta, answer.meta, 'meta');
  return page.has_more ? page.after_cursor : null;
}
