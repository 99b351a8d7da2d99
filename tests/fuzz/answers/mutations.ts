import type { Random } from '../operations.ts';

/** A path in a vendor's answer. */
export type Path = readonly (string | number)[];

/** Another value in one place of an answer. */
export interface Mutation {
  readonly kind: string;
  readonly path: Path;
  /** Undefined: the place itself is missing. */
  readonly value: unknown;
}

/** A text that no documented enum holds. */
const unknownText = 'fuzz_unknown_value';
const beyond32Bits = 99_999_999_999;

/** Every place of an answer but its root. */
export function placesOf(answer: unknown, path: Path = []): { readonly path: Path; readonly value: unknown }[] {
  if (typeof answer !== 'object' || answer === null || answer instanceof Date) return [];
  const entries = Array.isArray(answer)
    ? answer.map((value, index) => [index, value] as const)
    : Object.entries(answer);
  return entries.flatMap(([key, value]) => [{ path: [...path, key], value }, ...placesOf(value, [...path, key])]);
}

/** The kinds that fit a value, each with the value in its place. `foreign`: ids of one tenant, and those of another. */
function variantsOf(value: unknown, foreign: ReadonlyMap<string, string>): [string, unknown][] {
  const variants: [string, unknown][] = [
    ['drop', undefined],
    ['null', null],
    ['nest in an object', { value }],
    ['nest in a list', [value]],
  ];
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    variants.push(['longer list', [...list, ...list, ...list]], ['empty list', []]);
  }
  if (typeof value === 'string') {
    const other = foreign.get(value);
    variants.push(['unknown', unknownText], ['empty text', ''], ['lone surrogate', `${value}\ud83d`]);
    if (/^-?\d+(\.\d+)?$/.test(value)) variants.push(['number', Number(value)]);
    if (other !== undefined) variants.push(['foreign', other]);
  }
  if (typeof value === 'number') {
    const other = foreign.get(String(value));
    variants.push(['text', String(value)], ['large', beyond32Bits], ['fraction', value + 0.5], ['negative', -1]);
    if (other !== undefined) variants.push(['foreign', Number(other)]);
  }
  if (typeof value === 'boolean') variants.push(['text', String(value)]);
  return variants;
}

/** Values that only a database can return. */
const numbersOfPostgres: [string, unknown][] = [
  ['NaN', NaN],
  ['infinite', Infinity],
];

export function drawMutation(
  answer: unknown,
  { random, foreign, isDatabase }: { random: Random; foreign: ReadonlyMap<string, string>; isDatabase: boolean },
): Mutation | null {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const place = pick(placesOf(answer));
  if (!place) return null;
  const { path, value } = place;
  const extra = isDatabase && typeof value === 'number' ? numbersOfPostgres : [];
  const drawn = pick([...variantsOf(value, foreign), ...extra]);
  return drawn ? { kind: drawn[0], path, value: drawn[1] } : null;
}

/** A copy of the answer with the mutation. */
export function applyMutation(answer: unknown, { path, value }: Mutation): unknown {
  const copy = structuredClone(answer);
  let parent = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if (value !== undefined) parent[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else Reflect.deleteProperty(parent, last);
  return copy;
}
