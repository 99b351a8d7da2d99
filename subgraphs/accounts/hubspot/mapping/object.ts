import { z } from 'zod';
import { anyObject, identifier } from '@customer-graph/upstream/shapes';
import { parse } from '../parse.ts';

/** A CRM object. Every property is a text, whatever its type in the portal. */
export interface CrmObject {
  readonly id: string;
  /** By name. Not checked: an unusable value costs its own field. */
  readonly properties: Readonly<Record<string, unknown>>;
}

const objectShape = z.object({ id: identifier, properties: anyObject });

export const fromHubSpotObject = (object: unknown): CrmObject => parse(objectShape, object, 'object');

/** A property's value. HubSpot returns null or '' for a property without a value. */
const propertyText = z
  .union([z.string(), z.number().transform(String), z.boolean().transform(String)])
  .nullish()
  .transform((value) => value?.toWellFormed().trim() || null);

/** A number property holds what was entered: 12 or 12.0. */
const optionalWholeNumber = z
  .string()
  .regex(/^-?\d+(\.0+)?$/, 'must be a whole number')
  .transform(Number)
  .refine(Number.isSafeInteger, 'must be a whole number below 2^53')
  .nullable();

/** Reads properties. Each reader throws UPSTREAM_INVALID_RESPONSE for a value that it cannot use. */
export function propertiesOf({ properties }: CrmObject) {
  const text = (name: string): string | null => parse(propertyText, properties[name], name);
  const list = (name: string): string[] =>
    text(name)
      ?.split(';')
      .map((entry) => entry.trim())
      .filter(Boolean) ?? [];
  const integer = (name: string): number | null => parse(optionalWholeNumber, text(name), name);
  return { text, list, integer };
}

/** Drops absent properties: HubSpot leaves them unchanged. */
export const withoutUndefined = (properties: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(properties).filter((entry): entry is [string, string] => entry[1] !== undefined));
