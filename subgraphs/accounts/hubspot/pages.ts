import { z } from 'zod';
import { anyList, identifier } from '@customer-graph/upstream/shapes';
import { throughHubSpot } from './errors.ts';
import { parse } from './parse.ts';

const pageShape = z.object({
  results: anyList,
  paging: z.object({ next: z.object({ after: identifier }).nullish() }).nullish(),
});

/** A page of a list or search, and the position of the next one; null: this is the last page. */
export async function readPage(
  read: () => Promise<unknown>,
): Promise<{ readonly results: readonly unknown[]; readonly next: string | null }> {
  const { results, paging } = parse(pageShape, await throughHubSpot(read), 'page');
  return { results, next: paging?.next?.after ?? null };
}

/** Reads all pages of a list or search, one after another. */
export async function readAllPages(read: (after: string | undefined) => Promise<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for (let after: string | undefined; ;) {
    const page = await readPage(() => read(after));
    all.push(...page.results);
    if (page.next === null) return all;
    after = page.next;
  }
}
