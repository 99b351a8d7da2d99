import { refused } from '@customer-graph/protocol/outcome';
import { userError } from '@customer-graph/protocol/user-error';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import { refusalsOfCount, refusalsOfKeys, type PreferenceChange } from '../domain/preference-change.ts';
import type { CrmSource } from '../port.ts';
import { done, type WriteOutcome } from './writes.ts';

/**
 * Subscribes the address to kinds of mail, or unsubscribes it. Unchanged preferences are not written. One wrong preference
 * refuses all of them; one that the CRM refuses leaves the others as requested.
 *
 * @param email null: the CRM has no address for the caller
 */
export async function updateNotificationPreferences(
  source: CrmSource,
  email: string | null,
  preferences: readonly PreferenceChange[],
): Promise<WriteOutcome> {
  if (email === null) return refused(userError('NOT_ALLOWED', 'The CRM has no e-mail address for you.'));
  const wrongCount = refusalsOfCount(preferences);
  if (wrongCount.length > 0) return refused(...wrongCount);
  const present = new Map((await source.subscriptions(email)).map((subscription) => [subscription.key, subscription]));
  const wrongKeys = refusalsOfKeys(preferences, new Set(present.keys()));
  if (wrongKeys.length > 0) return refused(...wrongKeys);
  const results = await withMinimumDeadline('CRM', () =>
    Promise.all(
      preferences.map(async ({ key, subscribed }) => {
        const known = present.get(key);
        if (known?.isChosen && known.subscribed === subscribed) return 'DONE';
        return source.setSubscribed(email, key, subscribed);
      }),
    ),
  );
  const refusals = results.flatMap((result, index) =>
    result === 'DONE'
      ? []
      : [userError('NOT_ALLOWED', 'The CRM did not accept this change.', 'preferences', String(index))],
  );
  return refusals.length > 0 ? refused(...refusals) : done;
}
