import { refused } from '@customer-graph/protocol/outcome';
import { userError } from '@customer-graph/protocol/user-error';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import { refusalsOfCount, refusalsOfKeys, type PreferenceChange } from '../domain/preference-change.ts';
import type { CrmSource } from '../port.ts';
import { done, type WriteOutcome } from './writes.ts';

/**
 * Subscribes the address to kinds of mail, or unsubscribes it. One refused preference refuses all of them.
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
  const knownKeys = new Set((await source.subscriptions(email)).map(({ key }) => key));
  const wrongKeys = refusalsOfKeys(preferences, knownKeys);
  if (wrongKeys.length > 0) return refused(...wrongKeys);
  await withMinimumDeadline('CRM', () =>
    Promise.all(preferences.map(({ key, subscribed }) => source.setSubscribed(email, key, subscribed))),
  );
  return done;
}
