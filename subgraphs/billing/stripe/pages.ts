import type Stripe from 'stripe';
import { z } from 'zod';
import { anyList, identifier } from '@customer-graph/upstream/shapes';
import type { Page } from '@customer-graph/subgraph-kit/connections';
import type { PageQuery } from '../port.ts';
import { parse } from './mapping/fields.ts';

/** The most objects on one page (Stripe API, "Pagination"). */
export const maxPageSize = 100;

export type StripePage = { limit: number; starting_after?: string };

export const toStripePage = ({ first, after }: PageQuery): StripePage => ({
  limit: first,
  ...(after !== null && { starting_after: after }),
});

const list = z.object({ data: anyList, has_more: z.boolean() });
const listed = z.object({ id: identifier });

/** The objects of a page, and whether others follow. */
export const pageOf = (value: unknown) => parse(list, value, 'list');

/** The id that the next page starts after. */
export const cursorOf = (object: unknown): string => parse(listed, object, 'list.data').id;

export function fromStripePage<T>(value: unknown, map: (raw: unknown) => T): Page<T> {
  const { data, has_more: hasNextPage } = pageOf(value);
  return { nodes: data.map(map), hasNextPage };
}

export const emptyPage: Page<never> = { nodes: [], hasNextPage: false };

/** Reads every page of a list. */
export async function readAllPages(read: (page: StripePage) => Promise<Stripe.ApiList<unknown>>): Promise<unknown[]> {
  const all: unknown[] = [];
  for (;;) {
    const after = all.length === 0 ? {} : { starting_after: cursorOf(all.at(-1)) };
    const { data, has_more: hasMore } = pageOf(await read({ limit: maxPageSize, ...after }));
    all.push(...data);
    if (!hasMore || data.length === 0) return all;
  }
}
