import { parse } from 'qs';
import { invalid } from './errors.ts';

/** Parameters as Stripe takes them: brackets for what lies inside, everything a string. */
export type Parameters = Readonly<Record<string, unknown>>;

export const parseParameters = (text: string): Parameters =>
  parse(text, { depth: 10, arrayLimit: 1_000, parameterLimit: 10_000, allowPrototypes: false, plainObjects: false });

export const textOf = (given: Parameters, name: string): string | undefined => {
  const value = given[name];
  return typeof value === 'string' ? value : undefined;
};

export function integerOf(given: Parameters, name: string): number | undefined {
  const text = textOf(given, name);
  if (text === undefined || text === '') return undefined;
  if (!/^-?\d+$/.test(text)) throw invalid(`Invalid integer: ${text}`, name, 'parameter_invalid_integer');
  return Number(text);
}

export const bagOf = (given: Parameters, name: string): Parameters | undefined => {
  const value = given[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Parameters) : undefined;
};

export const listOf = (given: Parameters, name: string): unknown[] => {
  const value = given[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : typeof value === 'object' && value !== null ? Object.values(value) : [value];
};

export const textsOf = (given: Parameters, name: string): string[] =>
  listOf(given, name).filter((item): item is string => typeof item === 'string');
