import type { Parameters } from '../parameters.ts';

/** Stripe API, "Metadata": changed keys are merged, and an empty value removes its key. */
export const mergeMetadata = (current: unknown, input: Parameters): Record<string, string> => {
  const next = {
    ...(current as Record<string, string>),
    ...Object.fromEntries(Object.entries(input).map(([key, value]) => [key, String(value)])),
  };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== ''));
};
