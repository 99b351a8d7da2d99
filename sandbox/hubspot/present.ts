import type { ObjectType, PortalObject } from './portal.ts';

const defaultProperties: Readonly<Record<ObjectType, readonly string[]>> = {
  companies: ['createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  contacts: ['createdate', 'lastmodifieddate', 'hs_object_id'],
  notes: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
};

/** HubSpot returns null for a requested property without a value, and omits other properties. */
export function present(
  type: ObjectType,
  object: PortalObject,
  requested: readonly string[],
  properties: Readonly<Record<string, string>> = object.properties,
) {
  const names = [...new Set([...defaultProperties[type], ...requested])];
  return {
    id: object.id,
    properties: Object.fromEntries(names.map((name) => [name, properties[name] ?? null])),
    createdAt: object.createdAt,
    updatedAt: object.updatedAt,
    archived: false,
  };
}
