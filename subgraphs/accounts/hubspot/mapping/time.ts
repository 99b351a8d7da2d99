import { z } from 'zod';
import { parse } from '../parse.ts';

/** The last moment that a Date holds: ECMAScript, "Time Values". */
export const maxTime = 8_640_000_000_000_000;

/** ISO 8601, or milliseconds since the epoch from older imports. */
const timeText = z
  .string()
  .transform((value) => (/^\d{10,}$/.test(value) ? Number(value) : Date.parse(value)))
  .refine((time) => Math.abs(time) <= maxTime, 'must be a time');

/** Returns milliseconds since the epoch. Throws UPSTREAM_INVALID_RESPONSE for a value that is no time. */
export const fromHubSpotTime = (value: string | null): number | null => parse(timeText.nullable(), value, 'time');

/** Returns a day as YYYY-MM-DD. HubSpot has a day in this form or, from older imports, as milliseconds of midnight UTC. */
export const fromHubSpotDate = (value: string | null): string | null => {
  const time = fromHubSpotTime(value);
  return time === null ? null : new Date(time).toISOString().slice(0, 10);
};

/** HubSpot, "Properties, datetime": ISO 8601 in UTC. */
export const toHubSpotTime = (at: number): string => new Date(at).toISOString();
