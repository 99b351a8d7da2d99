import { DateTime, IANAZone } from 'luxon';

export type BillingInterval = 'MONTH' | 'YEAR';

/** Half open; milliseconds since the epoch. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

/** A name of the time zone database: an offset would be read with either sign, depending on who reads it. */
export const isTimeZone = (name: string): boolean => /^[A-Za-z]/.test(name) && IANAZone.isValidZone(name);

export const isAnchor = (text: string): boolean => DateTime.fromISO(text).isValid;

/**
 * The period that a moment lies in. Each is counted from the anchor itself, not from the period before, so that one that began on a 31st comes back to it after a
 * shorter month; and on the clock of the account's own time zone, whatever its offset is that day.
 */
export function periodAt(
  moment: number,
  billing: { readonly anchor: string | null; readonly interval: BillingInterval; readonly timeZone: string },
): Period {
  const zone = billing.timeZone;
  const unit = billing.interval === 'YEAR' ? 'years' : 'months';
  const now = DateTime.fromMillis(moment, { zone });
  const anchor =
    billing.anchor === null
      ? now.startOf(billing.interval === 'YEAR' ? 'year' : 'month')
      : DateTime.fromISO(billing.anchor, { zone });
  const nth = (count: number): number => anchor.plus({ [unit]: count }).toMillis();
  let count = Math.floor(now.diff(anchor, unit).as(unit));
  // Months differ in length: the estimate may be one off on either side.
  while (nth(count) > moment) count -= 1;
  while (nth(count + 1) <= moment) count += 1;
  return { start: nth(count), end: nth(count + 1) };
}
