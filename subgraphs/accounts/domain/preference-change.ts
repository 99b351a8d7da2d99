import { z } from 'zod';
import { userError, type UserError } from '@customer-graph/protocol/user-error';
import { invalidFields } from '@customer-graph/subgraph-kit/check-input';

/** A choice for one kind of mail. */
export interface PreferenceChange {
  readonly key: string;
  readonly subscribed: boolean;
}

const maxPreferences = 20;
const wrongCount = `preferences must have 1 to ${maxPreferences} entries.`;

const preferences = z.object({
  preferences: z.array(z.unknown()).min(1, wrongCount).max(maxPreferences, wrongCount),
});

/** Refuses no choices and too many of them. Needs no data of the CRM. */
export const refusalsOfCount = (changes: readonly PreferenceChange[]): UserError[] =>
  invalidFields(preferences, { preferences: changes });

/** Refuses keys that the CRM does not know, and keys that occur twice. */
export function refusalsOfKeys(changes: readonly PreferenceChange[], knownKeys: ReadonlySet<string>): UserError[] {
  const at = (index: number) => ['preferences', String(index), 'key'];
  const unknown = changes.flatMap(({ key }, index) =>
    knownKeys.has(key) ? [] : [userError('NOT_FOUND', 'The CRM has no kind of mail with this key.', ...at(index))],
  );
  const repeated = changes.flatMap(({ key }, index) =>
    changes.findIndex((change) => change.key === key) === index
      ? []
      : [userError('INVALID_INPUT', 'Each kind of mail can be named only once.', ...at(index))],
  );
  return [...unknown, ...repeated];
}
