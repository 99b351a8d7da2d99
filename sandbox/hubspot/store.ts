import {
  childToParent,
  defaultTypeId,
  oppositeTypeId,
  parentToChild,
  type AssociationType,
} from './association-types.ts';
import { modifiedProperty, objectTypes, type ObjectType, type Portal, type PortalObject } from './portal.ts';
import { createSearchIndex, type SearchIndex } from './search-index.ts';

export interface PortalStore {
  readonly portal: Portal;
  get(type: ObjectType, id: string): PortalObject | undefined;
  all(type: ObjectType): PortalObject[];
  create(type: ObjectType, properties: Record<string, string>, id?: string): PortalObject;
  update(type: ObjectType, id: string, properties: Record<string, string>): PortalObject | undefined;
  remove(type: ObjectType, id: string): boolean;
  /** The objects in the search index, which lags behind. */
  indexed(type: ObjectType): { id: string; properties: Readonly<Record<string, string>> }[];
  associations(from: ObjectType, id: string, to: ObjectType): { toId: string; types: readonly AssociationType[] }[];
  associate(from: ObjectType, fromId: string, to: ObjectType, toId: string, types: readonly AssociationType[]): void;
  /** Removes the given types; without types, the whole association. */
  dissociate(from: ObjectType, fromId: string, to: ObjectType, toId: string, typeIds?: readonly number[]): void;
  labelOf(typeId: number): AssociationType | undefined;
  merge(type: 'companies' | 'contacts', primaryId: string, otherId: string): PortalObject | undefined;
  /** The choice of an address for a subscription type. Undefined: none yet. */
  isSubscribed(email: string, subscriptionId: string): boolean | undefined;
  setSubscribed(email: string, subscriptionId: string, subscribed: boolean): void;
  /** Brings the search index up to date at once. */
  catchUpIndex(): void;
}

export interface StoreOptions {
  readonly portal: Portal;
  /** How long the search index lags behind, in milliseconds. */
  readonly searchLagMs: number;
  readonly now?: () => number;
}

export function createPortalStore({ portal, searchLagMs, now = Date.now }: StoreOptions): PortalStore {
  const objects: Record<ObjectType, Map<string, PortalObject>> = {
    companies: new Map(),
    contacts: new Map(),
    notes: new Map(),
  };
  const indices: Readonly<Record<ObjectType, SearchIndex>> = {
    companies: createSearchIndex(searchLagMs, now),
    contacts: createSearchIndex(searchLagMs, now),
    notes: createSearchIndex(searchLagMs, now),
  };
  const links = new Map<string, Map<string, Map<number, AssociationType>>>();
  const mergedInto = new Map<string, string>();
  const subscriptions = new Map<string, boolean>();
  let nextId = 50_000_000_001;

  const resolve = (id: string): string => {
    const target = mergedInto.get(id);
    return target === undefined ? id : resolve(target);
  };
  const associationsOf = (from: ObjectType, id: string, to: ObjectType) => {
    const key = `${from} ${id} ${to}`;
    const found = links.get(key) ?? new Map<string, Map<number, AssociationType>>();
    links.set(key, found);
    return found;
  };

  const store: PortalStore = {
    portal,
    get: (type, id) => objects[type].get(type === 'companies' || type === 'contacts' ? resolve(id) : id),

    all: (type) => [...objects[type].values()],

    create(type, properties, id = String(nextId++)) {
      const time = new Date(now()).toISOString();
      const object: PortalObject = {
        id,
        properties: { ...properties, hs_object_id: id, createdate: time, [modifiedProperty(type)]: time },
        createdAt: time,
        updatedAt: time,
      };
      objects[type].set(id, object);
      indices[type].record(id, object.properties);
      if (type === 'contacts') associateByDomain(object);
      return object;
    },

    update(type, id, properties) {
      const object = store.get(type, id);
      if (!object) return undefined;
      const time = new Date(now()).toISOString();
      const next = { ...object.properties, ...properties, [modifiedProperty(type)]: time };
      object.properties = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== ''));
      object.updatedAt = time;
      indices[type].record(object.id, object.properties);
      return object;
    },

    remove(type, id) {
      const object = store.get(type, id);
      if (!object) return false;
      objects[type].delete(object.id);
      indices[type].record(object.id, null);
      for (const to of objectTypes)
        for (const toId of associationsOf(type, object.id, to).keys()) store.dissociate(type, object.id, to, toId);
      return true;
    },

    indexed: (type) => indices[type].entries(),

    associations: (from, id, to) =>
      [...associationsOf(from, resolve(id), to)].map(([toId, types]) => ({ toId, types: [...types.values()] })),

    associate(from, fromId, to, toId, types) {
      const add = (a: ObjectType, aId: string, b: ObjectType, bId: string, added: readonly AssociationType[]) => {
        const known = associationsOf(a, aId, b).get(bId) ?? new Map<number, AssociationType>();
        const base = defaultTypeId[`${a} ${b}`];
        if (base !== undefined) known.set(base, { category: 'HUBSPOT_DEFINED', typeId: base, label: null });
        for (const type of added) known.set(type.typeId, type);
        associationsOf(a, aId, b).set(bId, known);
      };
      const back = types.map((type): AssociationType => {
        if (type.typeId === parentToChild.typeId) return childToParent;
        if (type.typeId === childToParent.typeId) return parentToChild;
        return { ...type, typeId: oppositeTypeId[type.typeId] ?? type.typeId };
      });
      add(from, resolve(fromId), to, resolve(toId), types);
      add(to, resolve(toId), from, resolve(fromId), back);
      for (const type of types) {
        if (type.typeId === childToParent.typeId)
          store.update('companies', fromId, { hs_parent_company_id: resolve(toId) });
        if (type.typeId === parentToChild.typeId)
          store.update('companies', toId, { hs_parent_company_id: resolve(fromId) });
      }
    },

    dissociate(from, fromId, to, toId, typeIds) {
      const removeFrom = (a: ObjectType, aId: string, b: ObjectType, bId: string, removed?: readonly number[]) => {
        if (!removed) associationsOf(a, aId, b).delete(bId);
        else for (const typeId of removed) associationsOf(a, aId, b).get(bId)?.delete(typeId);
      };
      removeFrom(from, resolve(fromId), to, resolve(toId), typeIds);
      removeFrom(
        to,
        resolve(toId),
        from,
        resolve(fromId),
        typeIds?.map((typeId) => oppositeTypeId[typeId] ?? typeId),
      );
    },

    labelOf: (typeId) => portal.labels.find((label) => label.typeId === typeId),

    merge(type, primaryId, otherId) {
      const primary = store.get(type, primaryId);
      const other = store.get(type, otherId);
      if (!primary || !other || primary === other) return undefined;
      for (const to of objectTypes) {
        for (const { toId, types } of store.associations(type, other.id, to)) {
          store.dissociate(type, other.id, to, toId);
          store.associate(type, primary.id, to, toId, types);
        }
      }
      objects[type].delete(other.id);
      indices[type].record(other.id, null);
      mergedInto.set(other.id, primary.id);
      const merged = [primary.properties.hs_merged_object_ids, other.properties.hs_merged_object_ids, other.id]
        .filter(Boolean)
        .join(';');
      return store.update(type, primary.id, {
        ...other.properties,
        ...primary.properties,
        hs_merged_object_ids: merged,
      });
    },

    isSubscribed: (email, id) => subscriptions.get(`${email.toLowerCase()} ${id}`),
    setSubscribed: (email, id, subscribed) => void subscriptions.set(`${email.toLowerCase()} ${id}`, subscribed),

    catchUpIndex() {
      for (const index of Object.values(indices)) index.catchUp();
    },
  };

  /** HubSpot associates a new contact with the company of its e-mail domain, without a label. */
  function associateByDomain(contact: PortalObject): void {
    const domain = contact.properties.email?.split('@')[1]?.toLowerCase();
    if (domain === undefined) return;
    for (const company of objects.companies.values()) {
      if (company.properties.domain?.toLowerCase() === domain)
        store.associate('contacts', contact.id, 'companies', company.id, []);
    }
  }

  return store;
}
