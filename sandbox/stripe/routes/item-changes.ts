import { integerOf, listOf, textOf, type Parameters } from '../parameters.ts';
import type { ItemChange } from '../subscription-items.ts';

/** The changes of subscription items in a request. */
export function itemChanges(input: Parameters): ItemChange[] {
  return listOf(input, 'items').map((entry) => {
    const item = entry as Parameters;
    const id = textOf(item, 'id');
    const price = textOf(item, 'price');
    const quantity = integerOf(item, 'quantity');
    return {
      ...(id !== undefined && { id }),
      ...(price !== undefined && { price }),
      ...(quantity !== undefined && { quantity }),
      ...(textOf(item, 'deleted') === 'true' && { deleted: true }),
    };
  });
}
