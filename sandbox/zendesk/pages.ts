/** The query parameters of a request. */
export type Parameters = Readonly<Record<string, string | undefined>>;

const maxPage = 100;

const sizeOf = (text: string | undefined): number => Math.min(Math.max(Number(text ?? maxPage) || maxPage, 1), maxPage);

/** Zendesk API, "Cursor pagination": the cursor holds the sort keys of the previous element. */
export function cursorPage<T extends { readonly id: number }>(
  items: readonly T[],
  keyOf: (item: T) => string,
  descending: boolean,
  query: Parameters,
) {
  const size = sizeOf(query['page[size]']);
  const direction = descending ? -1 : 1;
  const compare = (a: readonly [string, number], b: readonly [string, number]): number =>
    (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1]) * direction;
  const keys = (item: T): [string, number] => [keyOf(item), item.id];
  const sorted = [...items].sort((a, b) => compare(keys(a), keys(b)));
  const after =
    query['page[after]'] === undefined
      ? undefined
      : (JSON.parse(Buffer.from(query['page[after]'], 'base64').toString()) as { v: [string, number] }).v;
  const rest = after === undefined ? sorted : sorted.filter((item) => compare(keys(item), after) > 0);
  const page = rest.slice(0, size);
  const cursorOf = (item: T | undefined) =>
    item ? Buffer.from(JSON.stringify({ v: keys(item) })).toString('base64') : null;
  return {
    page,
    paging: {
      meta: { has_more: rest.length > size, after_cursor: cursorOf(page.at(-1)), before_cursor: cursorOf(page[0]) },
      links: { prev: null, next: null },
    },
  };
}

/** Zendesk API, "Search": at most 1,000 results; a page beyond them is refused. */
const searchLimit = 1_000;
export const isBeyondSearch = ({ page, per_page: size }: Parameters): boolean =>
  (Number(page ?? 1) || 1) * sizeOf(size) > searchLimit;

/** Zendesk API, "Offset pagination". */
export function offsetPage<T>(items: readonly T[], query: Parameters, address: string) {
  const size = sizeOf(query.per_page);
  const number = Math.max(Number(query.page ?? 1) || 1, 1);
  const page = items.slice((number - 1) * size, number * size);
  const at = (wanted: number) =>
    `${address}?${new URLSearchParams({ ...(query as Record<string, string>), page: String(wanted), per_page: String(size) }).toString()}`;
  return {
    page,
    paging: {
      count: items.length,
      next_page: items.length > number * size ? at(number + 1) : null,
      previous_page: number > 1 ? at(number - 1) : null,
    },
  };
}
