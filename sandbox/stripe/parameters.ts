import { parse } from 'qs';
import { invalid } from './errors.ts';

/** Form parameters of a request: brackets mark nested values, and every value is a string. */
export type Parameters = Readonly<Record<string, unknown>>;

export const parseParameters = (text: string): Parameters =>
  parse(text, { depth: 10, arrayLimit: 1_000, parameterLimit: 10_000, allowPrototypes: false, plainObjects: false });

export const textOf = (input: Parameters, name: string): string | undefined => {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
};

export function integerOf(input: Parameters, name: string): number | undefined {
  const text = textOf(input, name);
  if (text === undefined || text === '') return undefined;
  if (!/^-?\d+$/.test(text)) throw invalid(`Invalid integer: ${text}`, name, 'parameter_invalid_integer');
  return Number(text);
}

export const recordOf = (input: Parameters, name: string): Parameters | undefined => {
  const value = input[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Parameters) : undefined;
};

export const listOf = (input: Parameters, name: string): unknown[] => {
  const value = input[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : typeof value === 'object' && value !== null ? Object.values(value) : [value];
};

export const textsOf = (input: Parameters, name: string): string[] =>
  listOf(input, name).filter((item): item is string => typeof item === 'string');
