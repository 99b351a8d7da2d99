import { createExpect } from '@customer-graph/upstream/expect';
import { throughHubSpot } from './errors.ts';

const expect = createExpect('CRM');

interface Page<T> {
  readonly results: readonly T[];
  readonly paging?: { readonly next?: { readonly after: string } };
}

/** Reads all pages of a list or search, one after another. */
export async function readAllPages<T>(readPage: (after: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  for (let after: string | undefined; ;) {
    const page = await throughHubSpot(() => readPage(after));
    all.push(...expect.array(page.results, 'results'));
    after = page.paging?.next?.after;
    if (after === undefined) return all;
  }
}
