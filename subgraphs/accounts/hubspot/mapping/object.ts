import { createExpect } from '@customer-graph/upstream/expect';

const expect = createExpect('CRM');

/** A CRM object. Every property is a string or null, whatever its type in the portal. */
export interface CrmObject {
  readonly id: string;
  readonly properties: Record<string, string | null>;
}

/** Reads properties. HubSpot returns null or '' for a property without a value. */
export function propertiesOf(object: CrmObject) {
  const properties = expect.object(object.properties, 'properties');
  const text = (name: string): string | null => expect.optionalString(properties[name], name)?.trim() || null;
  const list = (name: string): string[] =>
    text(name)
      ?.split(';')
      .map((entry) => entry.trim())
      .filter(Boolean) ?? [];
  const integer = (name: string): number | null => {
    const value = text(name);
    return value !== null && /^-?\d+$/.test(value) ? Number(value) : null;
  };
  return { text, list, integer };
}

/** Drops absent properties: HubSpot leaves them unchanged. */
export const withoutUndefined = (properties: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(properties).filter((entry): entry is [string, string] => entry[1] !== undefined));
