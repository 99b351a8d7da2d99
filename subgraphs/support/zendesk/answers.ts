import { z } from 'zod';
import { GraphError } from '@customer-graph/protocol/errors';

/** A JSON object of Zendesk. Its fields are checked where they are mapped. */
export type ZendeskObject = Readonly<Record<string, unknown>>;

export const zendeskObject = z.custom<ZendeskObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
);

export const unusable = (reason: string): GraphError =>
  new GraphError('UPSTREAM_INVALID_RESPONSE', { system: 'SUPPORT', cause: new TypeError(reason) });

/** Parses a value of Zendesk. Throws UPSTREAM_INVALID_RESPONSE; the cause names fields and never their values. */
export function parseAnswer<Shape extends z.ZodType>(shape: Shape, value: unknown, name: string): z.output<Shape> {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `${[name, ...path].map(String).join('.')}: ${message}`,
  );
  throw unusable(problems.join('; '));
}

const listOfObjects = z.array(zendeskObject);

export const objectIn = (answer: ZendeskObject | null, name: string): ZendeskObject =>
  parseAnswer(zendeskObject, answer?.[name], name);

export const listIn = (answer: ZendeskObject | null, name: string): readonly ZendeskObject[] =>
  parseAnswer(listOfObjects, answer?.[name], name);

const meta = z.discriminatedUnion('has_more', [
  z.object({ has_more: z.literal(false) }),
  z.object({ has_more: z.literal(true), after_cursor: z.string() }),
]);

/** The cursor of the next page; null after the last one (Zendesk API, "Cursor pagination"). */
export function nextCursor(answer: ZendeskObject): string | null {
  const page = parseAnswer(meta, answer.meta, 'meta');
  return page.has_more ? page.after_cursor : null;
}
