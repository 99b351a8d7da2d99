import { createCursors, pageSize, toConnection, type Connection } from '@customer-graph/subgraph-kit/connections';

interface PageArguments {
  readonly first: number;
  readonly after?: string | null;
}

/** One page of a list that is complete in memory: HubSpot returns associations all at once. */
export interface ListPage {
  /**
   * @param items in the order of the list
   * @param isAfter whether an item follows a position. The item at the position may no longer exist.
   */
  of<Item, Node>(
    items: readonly Item[],
    isAfter: (item: Item, position: string) => boolean,
    toNode: (item: Item) => Node,
    positionOf: (node: Node) => string,
  ): Connection<Node>;
}

/** Throws BAD_USER_INPUT for an invalid size or cursor, before anything is read. */
export function listPage(list: string, accountId: string, { first, after }: PageArguments): ListPage {
  const cursors = createCursors(list, accountId);
  const size = pageSize(first);
  const position = cursors.decode(after);
  return {
    of(items, isAfter, toNode, positionOf) {
      const rest = position === null ? items : items.filter((item) => isAfter(item, position));
      const page = { nodes: rest.slice(0, size).map(toNode), hasNextPage: rest.length > size };
      return toConnection(page, positionOf, cursors, position !== null);
    },
  };
}

/** Whether a numeric id is greater than the one at a position. A malformed position is before every id. */
export const isIdAfter = (id: string, position: string): boolean =>
  BigInt(id) > BigInt(/^\d{1,19}$/.test(position) ? position : '0');
