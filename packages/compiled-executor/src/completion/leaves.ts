import { isCustomScalarType, isEnumType, type EnumType, type ScalarType } from '@apollo/federation-internals';
import { literal } from '../code.ts';

/** Values with these names are in scope of generated code. */
export interface LeafScope {
  isInteger(value: unknown): boolean;
  isFinite(value: unknown): boolean;
}

export const leafScope: LeafScope = {
  /** Integers that JavaScript writes without an exponent. */
  isInteger: (value) => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e21,
  isFinite: (value) => Number.isFinite(value),
};

/**
 * A condition that holds for valid values of a leaf type, as @apollo/gateway checks them. Values are never converted.
 *
 * @param constant adds a value to the scope of the code, and returns its name
 */
export function leafCondition(
  type: ScalarType | EnumType,
  value: string,
  constant: (value: unknown) => string,
): string {
  if (isEnumType(type)) return enumCondition(type, value, constant);
  if (isCustomScalarType(type)) return `${value} !== undefined && ${value} !== null`;
  switch (type.name) {
    case 'Boolean':
      return `typeof ${value} === "boolean"`;
    case 'Int':
      return `(${value} | 0) === ${value} || isInteger(${value})`;
    case 'Float':
      return `isFinite(${value})`;
    case 'ID':
      return `typeof ${value} === "string" || isInteger(${value})`;
    default:
      return `typeof ${value} === "string"`;
  }
}

/** Up to this number, comparing is faster than looking up. */
const mostCompared = 6;

function enumCondition({ values }: EnumType, value: string, constant: (value: unknown) => string): string {
  const names = values.map(({ name }) => name);
  if (names.length > mostCompared) return `${constant(new Set(names))}.has(${value})`;
  return names.map((name) => `${value} === ${literal(name)}`).join(' || ');
}
