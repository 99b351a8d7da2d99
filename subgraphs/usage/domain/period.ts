import { DateTime, IANAZone } from 'luxon';

export type BillingInterval = 'MONTH' | 'YEAR';

/** Half open; milliseconds since the epoch. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

/** Checking a name makes a formatter each time. There are only some hundred valid names. */
const validTimeZones = new Set<string>();

/** Accepts names of the time zone database only: systems disagree about the sign of an offset. */
export function isTimeZone(name: string): boolean {
  if (validTimeZones.has(name)) return true;
  const isValid = /^[A-Za-z]/.test(name) && IANAZone.isValidZone(name);
  if (isValid) validTimeZones.add(name);
  return isValid;
}

export const isAnchor = (text: string): boolean => DateTime.fromISO(text).isValid;

/**
 * The billing period that contains a moment. Periods are counted from the anchor, not from the previous period: one
 * that began on a 31st returns to the 31st after a shorter month. Boundaries follow the account's local clock, so that
 * daylight saving does not move them.
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
  // Months differ in length, so the estimate can be one too high or too low.
  while (nth(count) > moment) count -= 1;
  while (nth(count + 1) <= moment) count += 1;
  return { start: nth(count), end: nth(count + 1) };
}
