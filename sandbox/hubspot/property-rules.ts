import type { ObjectType } from './portal.ts';
import type { PortalStore } from './store.ts';

type Values = Readonly<Record<string, string>>;

/** The first undefined property, if any. HubSpot rejects it in writes and search filters, and ignores it in reads. */
export const unknownProperty = (store: PortalStore, type: ObjectType, values: Values): string | undefined => {
  if (type === 'notes') return undefined;
  const known = new Set(store.portal.properties[type].map(({ name }) => name));
  return Object.keys(values).find((name) => !known.has(name));
};

/** The first unique property whose value another object has, if any. HubSpot, "Properties, unique identifiers". */
export const takenValue = (store: PortalStore, type: ObjectType, values: Values): string | undefined => {
  if (type === 'notes') return undefined;
  const unique = store.portal.properties[type].filter(({ hasUniqueValue }) => hasUniqueValue).map(({ name }) => name);
  return unique.find(
    (name) => values[name] && store.all(type).some(({ properties }) => properties[name] === values[name]),
  );
};

/** The first invalid date, if any. HubSpot, "Properties": a date is midnight UTC, as a string or in milliseconds. */
export const invalidDate = (store: PortalStore, type: ObjectType, values: Values): string | undefined => {
  if (type === 'notes') return undefined;
  const dateProperties = new Set(
    store.portal.properties[type].filter((property) => property.type === 'date').map(({ name }) => name),
  );
  return Object.entries(values).find(
    ([name, value]) =>
      dateProperties.has(name) &&
      value !== '' &&
      !Number.isInteger((/^\d+$/.test(value) ? Number(value) : Date.parse(value)) / 86_400_000),
  )?.[0];
};
