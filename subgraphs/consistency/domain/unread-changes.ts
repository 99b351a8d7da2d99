/** A part of the list of changes that no sweep has read yet. The list is newest first. */
export interface UnreadChanges {
  /** The older end, in milliseconds since the epoch. */
  readonly since: number;
  /** The last change that was read; null: none. */
  readonly after: string | null;
}

/** More parts are joined, because each sweep that does not come to the end leaves one. */
const maxParts = 20;

/**
 * The parts for the next sweep, newest first: everything since the previous one, and what earlier sweeps left unread. Joined
 * parts read some changes twice, which has no effect: every account is compared as it is now.
 *
 * @param since the older end of the newest part
 */
export function partsToRead(since: number, unread: readonly UnreadChanges[]): UnreadChanges[] {
  const parts = [{ since, after: null }, ...unread];
  if (parts.length <= maxParts) return parts;
  const [first, ...joined] = parts.slice(maxParts - 1);
  const end = joined.at(-1)?.since ?? since;
  return [...parts.slice(0, maxParts - 1), ...(first ? [{ ...first, since: end }] : [])];
}
