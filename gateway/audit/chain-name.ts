import { randomUUID } from 'node:crypto';

const dayMs = 86_400_000;
const shape = /^(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)-[0-9a-f]{8}$/;

/** A name of its own for a chain that is opened now. Names sort by time. */
export const newChainName = (at: Date): string =>
  `${at.toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}`;

/** When a chain was opened, by its name, which its records' hashes cover; null: it is not a chain's name. */
export function openedAt(chain: string): Date | null {
  const [, date = '', hour = '', minute = '', second = ''] = shape.exec(chain) ?? [];
  const at = new Date(`${date}${hour}:${minute}:${second}`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** The UTC day of a time. A chain covers one day at most, because chains expire as a whole. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Whether the whole day of a chain is beyond the retention time. The times of files prove nothing: anyone can set them. */
export function isBeyondRetention(chain: string, retentionDays: number, at: Date): boolean {
  const opened = openedAt(chain);
  if (!opened) return false;
  const endOfDay = Date.parse(dayOf(opened)) + dayMs;
  return endOfDay + retentionDays * dayMs <= at.getTime();
}
