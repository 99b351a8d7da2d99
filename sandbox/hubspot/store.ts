/** What a HubSpot portal holds, as its API sees it. */

export type ObjectType = 'companies' | 'contacts' | 'notes';
export const objectTypes: readonly ObjectType[] = ['companies', 'contacts', 'notes'];

export interface PortalObject {
  readonly id: string;
  properties: Record<string, string>;
  readonly createdAt: string;
  updatedAt: string;
}

export interface AssociationType {
  readonly category: 'HUBSPOT_DEFINED' | 'USER_DEFINED';
  readonly typeId: number;
  readonly label: string | null;
}

export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: 'string' | 'number' | 'date' | 'datetime' | 'enumeration' | 'bool';
  readonly fieldType: string;
  readonly groupName: string;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
  readonly hasUniqueValue?: boolean;
}

export interface PortalFile {
  readonly id: string;
  readonly name: string;
  readonly extension: string;
  readonly path: string;
  readonly parentFolderId: string;
  readonly size: number;
  readonly createdAt: string;
  readonly expiresAt?: number;
}

export interface PortalOwner {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

export interface SubscriptionType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

export interface Portal {
  readonly properties: Record<'companies' | 'contacts', PropertyDefinition[]>;
  /** Labels between contacts and companies, in both directions. */
  readonly labels: AssociationType[];
  readonly owners: PortalOwner[];
  readonly files: PortalFile[];
  readonly subscriptionTypes: SubscriptionType[];
}

interface Version {
  readonly at: number;
  /** Null where it was deleted. */
  readonly properties: Readonly<Record<string, string>> | null;
}

const opposite: Readonly<Record<number, number>> = {
  279: 280,
  280: 279,
  1: 2,
  2: 1,
  13: 14,
  14: 13,
  190: 189,
  189: 190,
};
/** Types that come with every association of two kinds, without a label. */
const unlabelled: Readonly<Record<string, number>> = {
  'contacts companies': 279,
  'companies contacts': 280,
  'companies companies': 450,
  'notes companies': 190,
  'companies notes': 189,
  'notes contacts': 202,
  'contacts notes': 201,
};

export const parentToChild: AssociationType = { category: 'HUBSPOT_DEFINED', typeId: 13, label: 'Child Company' };
export const childToParent: AssociationType = { category: 'HUBSPOT_DEFINED', typeId: 14, label: 'Parent Company' };

export interface PortalStore {
  readonly portal: Portal;
  get(type: ObjectType, id: string): PortalObject | undefined;
  all(type: ObjectType): PortalObject[];
  create(type: ObjectType, properties: Record<string, string>, id?: string): PortalObject;
  update(type: ObjectType, id: string, properties: Record<string, string>): PortalObject | undefined;
  remove(type: ObjectType, id: string): boolean;
  /** The objects as the search index knows them: as they were some time ago. */
  indexed(type: ObjectType): { id: string; properties: Readonly<Record<string, string>> }[];
  associations(from: ObjectType, id: string, to: ObjectType): { toId: string; types: readonly AssociationType[] }[];
  associate(from: ObjectType, fromId: string, to: ObjectType, toId: string, types: readonly AssociationType[]): void;
  /** Without types: the whole association. */
  dissociate(from: ObjectType, fromId: string, to: ObjectType, toId: string, typeIds?: readonly number[]): void;
  labelled(typeId: number): AssociationType | undefined;
  merge(type: 'companies' | 'contacts', primaryId: string, otherId: string): PortalObject | undefined;
  /** By contact e-mail and subscription type: what is not said is not subscribed. */
  isSubscribed(email: string, subscriptionId: string): boolean;
  setSubscribed(email: string, subscriptionId: string, subscribed: boolean): void;
}

export interface StoreOptions {
  readonly portal: Portal;
  readonly searchLagMs: number;
  readonly now?: () => number;
}

export function createPortalStore({
  portal,
  searchLagMs,
  now = Date.now,
}: StoreOptions): PortalStore & { settle(): void } {
  const objects: Record<ObjectType, Map<string, PortalObject>> = {
    companies: new Map(),
    contacts: new Map(),
    notes: new Map(),
  };
  const versions: Record<ObjectType, Map<string, Version[]>> = {
    companies: new Map(),
    contacts: new Map(),
    notes: new Map(),
  };
  const links = new Map<string, Map<string, Map<number, AssociationType>>>();
  const mergedInto = new Map<string, string>();
  const subscriptions = new Map<string, boolean>();
  let nextId = 50_000_000_001;

  const resolve = (id: string): string => {
    const target = mergedInto.get(id);
    return target === undefined ? id : resolve(target);
  };
  const side = (from: ObjectType, id: string, to: ObjectType) => {
    const key = `${from} ${id} ${to}`;
    const found = links.get(key) ?? new Map<string, Map<number, AssociationType>>();
    links.set(key, found);
    return found;
  };
  const remember = (type: ObjectType, id: string, properties: Record<string, string> | null) => {
    const known = versions[type].get(id) ?? [];
    const visible = known.findLastIndex((version) => version.at + searchLagMs <= now());
    versions[type].set(id, [
      ...known.slice(Math.max(0, visible)),
      { at: now(), properties: properties && { ...properties } },
    ]);
  };
  const ofLabel = (typeId: number) => portal.labels.find((label) => label.typeId === typeId);

  const store: PortalStore & { settle(): void } = {
    portal,
    get: (type, id) => objects[type].get(type === 'companies' || type === 'contacts' ? resolve(id) : id),

    all: (type) => [...objects[type].values()],

    create(type, properties, id = String(nextId++)) {
      const time = new Date(now()).toISOString();
      const object: PortalObject = {
        id,
        properties: { ...properties, hs_object_id: id, createdate: time, [modified(type)]: time },
        createdAt: time,
        updatedAt: time,
      };
      objects[type].set(id, object);
      remember(type, id, object.properties);
      if (type === 'contacts') associateByDomain(object);
      return object;
    },

    update(type, id, properties) {
      const object = store.get(type, id);
      if (!object) return undefined;
      const time = new Date(now()).toISOString();
      const next = { ...object.properties, ...properties, [modified(type)]: time };
      object.properties = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== ''));
      object.updatedAt = time;
      remember(type, object.id, object.properties);
      return object;
    },

    remove(type, id) {
      const object = store.get(type, id);
      if (!object) return false;
      objects[type].delete(object.id);
      remember(type, object.id, null);
      for (const to of objectTypes)
        for (const toId of side(type, object.id, to).keys()) store.dissociate(type, object.id, to, toId);
      return true;
    },

    indexed: (type) =>
      [...versions[type]].flatMap(([id, known]) => {
        const visible = known.findLast((version) => version.at + searchLagMs <= now());
        return visible?.properties ? [{ id, properties: visible.properties }] : [];
      }),

    associations: (from, id, to) =>
      [...side(from, resolve(id), to)].map(([toId, types]) => ({ toId, types: [...types.values()] })),

    associate(from, fromId, to, toId, types) {
      const add = (a: ObjectType, aId: string, b: ObjectType, bId: string, added: readonly AssociationType[]) => {
        const known = side(a, aId, b).get(bId) ?? new Map<number, AssociationType>();
        const base = unlabelled[`${a} ${b}`];
        if (base !== undefined) known.set(base, { category: 'HUBSPOT_DEFINED', typeId: base, label: null });
        for (const type of added) known.set(type.typeId, type);
        side(a, aId, b).set(bId, known);
      };
      const back = types.map((type): AssociationType => {
        if (type.typeId === parentToChild.typeId) return childToParent;
        if (type.typeId === childToParent.typeId) return parentToChild;
        return { ...type, typeId: opposite[type.typeId] ?? type.typeId };
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
      const drop = (a: ObjectType, aId: string, b: ObjectType, bId: string, dropped?: readonly number[]) => {
        if (!dropped) side(a, aId, b).delete(bId);
        else for (const typeId of dropped) side(a, aId, b).get(bId)?.delete(typeId);
      };
      drop(from, resolve(fromId), to, resolve(toId), typeIds);
      drop(
        to,
        resolve(toId),
        from,
        resolve(fromId),
        typeIds?.map((typeId) => opposite[typeId] ?? typeId),
      );
    },

    labelled: ofLabel,

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
      remember(type, other.id, null);
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

    isSubscribed: (email, id) => subscriptions.get(`${email.toLowerCase()} ${id}`) ?? false,
    setSubscribed: (email, id, subscribed) => void subscriptions.set(`${email.toLowerCase()} ${id}`, subscribed),

    settle() {
      for (const type of objectTypes) {
        for (const [id, known] of versions[type]) {
          const last = known.at(-1);
          if (last) versions[type].set(id, [{ ...last, at: -Infinity }]);
        }
      }
    },
  };

  /** HubSpot's own doing: a contact joins the company whose domain its address has, without a label. */
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

export const modified = (type: ObjectType): string =>
  type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';
