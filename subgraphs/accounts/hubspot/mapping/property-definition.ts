import { createExpect } from '@customer-graph/upstream/expect';
import type { PropertyDefinition, PropertyKind } from '../../domain/definitions.ts';

const expect = createExpect('CRM');

/** HubSpot, "Properties, property type". */
const propertyKinds: ReadonlyMap<string, PropertyKind> = new Map([
  ['string', 'TEXT'],
  ['number', 'NUMBER'],
  ['date', 'DATE'],
  ['datetime', 'DATETIME'],
  ['enumeration', 'CHOICE'],
]);

export const fromHubSpotProperty = (property: {
  name: string;
  label: string;
  type: string;
  options: readonly { value: string; label: string }[];
}): readonly [string, PropertyDefinition] => [
  expect.string(property.name, 'name'),
  {
    label: expect.string(property.label, 'label'),
    kind: propertyKinds.get(property.type) ?? 'OTHER',
    options: new Map(expect.array(property.options, 'options').map((option) => [option.value, option.label])),
  },
];
