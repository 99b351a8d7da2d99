import { z } from 'zod';
import { text } from '@customer-graph/upstream/shapes';
import type { PropertyDefinition, PropertyKind } from '../../domain/definitions.ts';
import { parse } from '../parse.ts';

/** HubSpot, "Properties, property type". */
const propertyKinds: ReadonlyMap<string, PropertyKind> = new Map([
  ['string', 'TEXT'],
  ['number', 'NUMBER'],
  ['date', 'DATE'],
  ['datetime', 'DATETIME'],
  ['enumeration', 'CHOICE'],
]);

const propertyShape = z.looseObject({
  name: text,
  label: text,
  type: text,
  // Only an enumeration has options.
  options: z
    .array(z.looseObject({ value: text, label: text }))
    .nullish()
    .transform((options) => options ?? []),
});

export function fromHubSpotProperty(property: unknown): readonly [string, PropertyDefinition] {
  const { name, label, type, options } = parse(propertyShape, property, 'property');
  return [
    name,
    {
      label,
      kind: propertyKinds.get(type) ?? 'OTHER',
      options: new Map(options.map((option) => [option.value, option.label])),
    },
  ];
}
