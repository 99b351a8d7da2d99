import type { AccountReference } from '@customer-graph/subgraph-kit/account-reference';
import type { Context } from '../context.ts';
import type { UsageFacts } from '../contract.ts';
import { activeMembersIn, currentUsageOf, usedIn } from './current-usage.ts';

/** An account's usage in the current period, in the form that other systems are compared with. */
export async function usageFactsOf(account: AccountReference, context: Context): Promise<UsageFacts> {
  const { product } = account.counterparts;
  if (product.state !== 'LINKED') return { link: product.state, usage: null };
  const usage = await currentUsageOf(account, context);
  if (usage === null) return { link: 'MISSING', usage: null };
  // Whether the systems agree is unknown if one meter is.
  const [unusable] = usage.unusableMeters;
  if (unusable) throw unusable;
  const [activeMembers, meters] = await Promise.all([
    activeMembersIn(usage, context.loaders),
    Promise.all(
      usage.meters.map(async (meter) => {
        const { key, unit, aggregation } = meter;
        return { key, unit, aggregation, used: await usedIn(usage, meter, context.loaders) };
      }),
    ),
  ]);
  return { link: 'LINKED', usage: { activeMembers, periodStart: usage.period.start, meters } };
}
