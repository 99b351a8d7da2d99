import { z } from 'zod';
import { vendors, type Vendor } from './calls.ts';

const regularExpression = z.string().refine((text) => {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
}, 'must be a regular expression');

export const faultSchema = z.strictObject({
  vendor: z.enum(vendors),
  /** A regular expression over path and query. Default: every request. */
  path: regularExpression.optional(),
  method: z.string().toUpperCase().optional(),
  kind: z.enum(['latency', 'status', 'refuse', 'reset', 'drip', 'truncate', 'html', 'wrongTypes']),
  /** For latency and drip: milliseconds. For status and html: the status. */
  value: z.number().int().nonnegative().optional(),
  /** How often it applies. Default: without limit. */
  times: z.number().int().positive().optional(),
  /** The probability that it applies, from 0 to 1. Default: 1. */
  rate: z.number().min(0).max(1).optional(),
});
export type Fault = z.infer<typeof faultSchema>;

export interface Faults {
  set(faults: readonly Fault[]): void;
  list(): readonly Fault[];
  /** The number of faults that still apply. */
  left(): number;
  /** The faults that apply to this request; each use counts against `times`. */
  hit(vendor: Vendor, method: string, url: string): readonly Fault[];
  /** Whether the vendor's port is closed. */
  isGone(vendor: Vendor): boolean;
}

export function createFaults(): Faults {
  let faults: { fault: Fault; path: RegExp | undefined; left: number }[] = [];
  return {
    set(next) {
      faults = next.map((fault) => ({
        fault,
        path: fault.path === undefined ? undefined : new RegExp(fault.path),
        left: fault.times ?? Infinity,
      }));
    },
    list: () => faults.map(({ fault }) => fault),
    left: () => faults.filter(({ left }) => left > 0).length,
    hit(vendor, method, url) {
      return faults
        .filter((entry) => {
          const { fault, path, left } = entry;
          if (fault.vendor !== vendor || left === 0) return false;
          if (fault.method !== undefined && fault.method !== method) return false;
          if (path && !path.test(url)) return false;
          if (fault.rate !== undefined && Math.random() >= fault.rate) return false;
          entry.left -= 1;
          return true;
        })
        .map(({ fault }) => fault);
    },
    isGone: (vendor) =>
      faults.some(
        ({ fault }) =>
          fault.vendor === vendor &&
          fault.kind === 'refuse' &&
          fault.path === undefined &&
          fault.method === undefined &&
          fault.times === undefined &&
          fault.rate === undefined,
      ),
  };
}
