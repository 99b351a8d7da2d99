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
  const [activeMembers, meters] = await Promise.all([
    activeMembersIn(usage, context.loaders),
    Promise.all(
      usage.meters.map(async (meter) => ({
        key: meter.key,
        unit: meter.unit,
        aggregation: meter.aggregation,
        used: await usedIn(usage, meter, context.loaders),
      })),
    ),
  ]);
  return { link: 'LINKED', usage: { activeMembers, periodStart: usage.period.start, meters } };
}
