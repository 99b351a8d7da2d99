import { deepMerge as stockMerge } from '@apollo/gateway/dist/utilities/deepMerge.js';

type Data = Record<string, unknown>;

const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Merges as @apollo/gateway does. Parts of the source become parts of the target, and later merges change them. */
export function deepMerge(target: unknown, source: unknown): void {
  // Lists and scalars in place of objects: only the stock function fails in the same way.
  if (!isObject(target) || !isObject(source)) {
    stockMerge(target, source);
    return;
  }
  for (const key of Object.keys(source)) mergeField(target, key, source);
}

function mergeField(target: Data, key: string, source: Data): void {
  const value = source[key];
  if (value === undefined) return;
  const existing = target[key];
  if (existing === undefined) target[key] = value;
  // The target inherits it: `constructor`, say, or `__proto__`.
  else if (!Object.hasOwn(target, key))
    Object.defineProperty(target, key, { configurable: true, enumerable: true, writable: true, value });
  else if (existing && isObject(value)) deepMerge(existing, value);
  else if (Array.isArray(value) && Array.isArray(existing) && value.length === existing.length)
    mergeElements(existing, value);
  else target[key] = value;
}

function mergeElements(target: unknown[], source: readonly unknown[]): void {
  for (let index = 0; index < source.length; index += 1) {
    const element = source[index];
    if (isObject(target[index]) && isObject(element)) deepMerge(target[index], element);
    else target[index] = element;
  }
}
