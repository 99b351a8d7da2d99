import { NotCovered } from './not-covered.ts';

/** Helpers for generated code. Every name in it goes through one of these functions. */

const graphqlName = /^[_A-Za-z][_0-9A-Za-z]*$/;

/** A name as a string literal of JavaScript. Names come from the schema and from the client's aliases. */
export function literal(name: string): string {
  if (!graphqlName.test(name)) throw new NotCovered('UNSUPPORTED_NAME');
  return JSON.stringify(name);
}

/** Names that values without such a field inherit. */
const inherited = new Set(
  [Object.prototype, Array.prototype, String.prototype, Number.prototype, Boolean.prototype].flatMap((prototype) =>
    Object.getOwnPropertyNames(prototype),
  ),
);

/** An expression for the value's own property; undefined if it has none. The code needs `hasOwn` in scope. */
export function readOwn(value: string, name: string): string {
  const property = `${value}[${literal(name)}]`;
  return inherited.has(name) ? `(hasOwn(${value}, ${literal(name)}) ? ${property} : undefined)` : property;
}

/** A property of an object literal. A computed key, because `__proto__: x` sets the prototype. */
export const property = (name: string, value: string): string =>
  name === '__proto__' ? `["__proto__"]: ${value}` : `${literal(name)}: ${value}`;

/** Evaluates generated code with values for its free names. */
export function evaluate(code: string, scope: Readonly<Record<string, unknown>>): unknown {
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- see `literal`
    return new Function(...Object.keys(scope), `"use strict";\n${code}`)(...Object.values(scope));
  } catch (error) {
    if (error instanceof EvalError) throw new NotCovered('NO_CODE_GENERATION');
    throw error;
  }
}
