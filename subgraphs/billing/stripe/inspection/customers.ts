import { z } from 'zod';
import type { StripeGet } from './http.ts';

const page = z.object({ data: z.array(z.object({ id: z.string() })), has_more: z.boolean() });
const maxPages = 20;

/** The first customer of a response; undefined if it has none. */
export const firstCustomerIn = (body: string): string | undefined => page.safeParse(JSON.parse(body)).data?.data[0]?.id;

/** Ids of the latest customers, up to 2,000. `isWhole`: there are no others. */
export async function readCustomerIds(
  get: StripeGet,
): Promise<{ readonly customerIds: ReadonlySet<string>; readonly isWhole: boolean }> {
  const customerIds = new Set<string>();
  let after = '';
  for (let count = 0; count < maxPages; count += 1) {
    const { body } = await get(`/v1/customers?limit=100${after && `&starting_after=${after}`}`);
    const { data, has_more: hasMore } = page.parse(JSON.parse(body));
    for (const { id } of data) customerIds.add(id);
    after = data.at(-1)?.id ?? '';
    if (!hasMore || after === '') return { customerIds, isWhole: true };
  }
  return { customerIds, isWhole: false };
}
