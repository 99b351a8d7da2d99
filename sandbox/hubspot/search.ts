import { z } from 'zod';
import { modifiedProperty, type ObjectType } from './portal.ts';
import type { PortalStore } from './store.ts';

const filter = z.object({
  propertyName: z.string(),
  operator: z.enum([
    'EQ',
    'NEQ',
    'LT',
    'LTE',
    'GT',
    'GTE',
    'BETWEEN',
    'IN',
    'NOT_IN',
    'HAS_PROPERTY',
    'NOT_HAS_PROPERTY',
    'CONTAINS_TOKEN',
    'NOT_CONTAINS_TOKEN',
  ]),
  value: z.string().optional(),
  highValue: z.string().optional(),
  values: z.array(z.string()).max(100).optional(),
});

export const searchRequest = z.object({
  query: z.string().max(3_000).optional(),
  filterGroups: z
    .array(z.object({ filters: z.array(filter).max(6) }))
    .max(5)
    .optional(),
  sorts: z.array(z.string()).max(1).optional(),
  properties: z.array(z.string()).optional(),
  limit: z.number().int().min(0).max(200).default(10),
  after: z.string().regex(/^\d*$/).optional(),
});
type SearchRequest = z.infer<typeof searchRequest>;
type Filter = z.infer<typeof filter>;
type Properties = Readonly<Record<string, string>>;

const searchLimit = 10_000;
const searchedProperties: Readonly<Record<ObjectType, readonly string[]>> = {
  companies: ['name', 'domain', 'phone', 'website'],
  contacts: ['firstname', 'lastname', 'email', 'phone', 'company'],
  notes: ['hs_note_body'],
};

/** HubSpot lower-cases string properties for IN, but not the values: a capital letter never matches. */
const isIn = (value: string, values: readonly string[]): boolean => values.includes(value.toLowerCase());

function matches(
  { propertyName, operator, value = '', highValue = '', values = [] }: Filter,
  properties: Properties,
): boolean {
  const actual = properties[propertyName];
  const numeric = (text: string) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Date.parse(text));
  switch (operator) {
    case 'HAS_PROPERTY':
      return actual !== undefined;
    case 'NOT_HAS_PROPERTY':
      return actual === undefined;
    case 'NEQ':
      return actual !== value;
    case 'NOT_IN':
      return actual === undefined || !isIn(actual, values);
    case 'NOT_CONTAINS_TOKEN':
      return actual === undefined || !actual.toLowerCase().includes(value.toLowerCase());
    default:
  }
  if (actual === undefined) return false;
  switch (operator) {
    case 'EQ':
      return actual.toLowerCase() === value.toLowerCase();
    case 'IN':
      return isIn(actual, values);
    case 'CONTAINS_TOKEN':
      return actual.toLowerCase().includes(value.replaceAll('*', '').toLowerCase());
    case 'LT':
      return numeric(actual) < numeric(value);
    case 'LTE':
      return numeric(actual) <= numeric(value);
    case 'GT':
      return numeric(actual) > numeric(value);
    case 'GTE':
      return numeric(actual) >= numeric(value);
    case 'BETWEEN':
      return numeric(actual) >= numeric(value) && numeric(actual) <= numeric(highValue);
    default:
      return operator satisfies never;
  }
}

export interface SearchResult {
  readonly total: number;
  readonly ids: readonly string[];
  readonly properties: ReadonlyMap<string, Properties>;
  readonly after: string | undefined;
}

/** Null beyond the first 10,000 results, which HubSpot rejects. */
export function search(store: PortalStore, type: ObjectType, request: SearchRequest): SearchResult | null {
  const offset = Number(request.after || 0);
  if (offset + request.limit > searchLimit) return null;
  const words = request.query?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  const groups = request.filterGroups ?? [];
  const found = store
    .indexed(type)
    .filter(
      ({ properties }) =>
        groups.length === 0 ||
        groups.some(({ filters }) => filters.every((condition) => matches(condition, properties))),
    )
    .filter(({ properties }) => {
      const text = searchedProperties[type]
        .map((name) => properties[name] ?? '')
        .join(' ')
        .toLowerCase();
      return words.every((word) => text.includes(word));
    });
  const [sort = `-${modifiedProperty(type)}`] = request.sorts ?? [];
  const name = sort.replace(/^-/, '');
  const direction = sort.startsWith('-') ? -1 : 1;
  found.sort((a, b) => {
    const [left, right] = [a.properties[name] ?? '', b.properties[name] ?? ''];
    return (left < right ? -1 : left > right ? 1 : Number(a.id) - Number(b.id)) * direction;
  });
  const page = found.slice(offset, offset + request.limit);
  const reached = offset + page.length;
  return {
    total: found.length,
    ids: page.map(({ id }) => id),
    properties: new Map(page.map(({ id, properties }) => [id, properties])),
    after: reached < found.length ? String(reached) : undefined,
  };
}
