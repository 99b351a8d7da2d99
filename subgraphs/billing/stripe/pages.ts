import type Stripe from 'stripe';
import type { Page } from '@customer-graph/subgraph-kit/connections';
import type { PageQuery } from '../port.ts';
import { expect } from './mapping/fields.ts';

/** The most objects on one page (Stripe API, "Pagination"). */
export const maxPageSize = 100;

type StripePage = { limit: number; starting_after?: string };

export const toStripePage = ({ first, after }: PageQuery): StripePage => ({
  limit: first,
  ...(after !== null && { starting_after: after }),
});

export const fromStripePage = <Raw, T>(list: Stripe.ApiList<Raw>, map: (raw: Raw) => T): Page<T> => ({
  nodes: expect.array(list.data, 'data').map(map),
  hasNextPage: expect.boolean(list.has_more, 'has_more'),
});

export const emptyPage: Page<never> = { nodes: [], hasNextPage: false };

/** Reads every page of a list. */
export async function readAllPages<Raw extends { id: string }>(
  read: (page: StripePage) => Promise<Stripe.ApiList<Raw>>,
): Promise<Raw[]> {
  const all: Raw[] = [];
  for (;;) {
    const last = all.at(-1);
    const list = await read({ limit: maxPageSize, ...(last && { starting_after: last.id }) });
    all.push(...expect.array(list.data, 'data'));
    if (!list.has_more || list.data.length === 0) return all;
  }
}
