type Id = string | null | undefined;

/** An event of a webhook. */
export interface Change {
  readonly eventId: string;
  readonly subscriptionType: string;
  readonly occurredAt: number;
  readonly objectId?: Id;
  /** Of a generic event, such as object.creation. */
  readonly objectTypeId?: Id;
  readonly fromObjectId?: Id;
  readonly toObjectId?: Id;
  readonly fromObjectTypeId?: Id;
  readonly toObjectTypeId?: Id;
  /** Of an association, such as CONTACT_TO_COMPANY. */
  readonly associationType?: Id;
  /** Of a merge: the resulting object, and the merged ones. */
  readonly newObjectId?: Id;
  readonly primaryObjectId?: Id;
  readonly mergedObjectIds?: readonly string[] | null | undefined;
}

type Kind = 'contact' | 'company';

const typeIds: Readonly<Record<Kind, string>> = { contact: '0-1', company: '0-2' };

const isAssociation = ({ subscriptionType }: Change): boolean => subscriptionType.endsWith('.associationChange');

/**
 * Whether the event concerns an object of the kind. HubSpot, "Create generic webhook subscriptions": generic events say object.*
 * and name the type in objectTypeId; the older ones have it in their name.
 */
const isOf = (kind: Kind, { subscriptionType, objectTypeId }: Change): boolean =>
  subscriptionType.startsWith(`${kind}.`) || (subscriptionType.startsWith('object.') && objectTypeId === typeIds[kind]);

const known = (...ids: readonly Id[]): string[] => ids.filter((each) => typeof each === 'string');

const objectsOf = ({ objectId, newObjectId, primaryObjectId, mergedObjectIds }: Change): string[] =>
  known(objectId, newObjectId, primaryObjectId, ...(mergedObjectIds ?? []));

/** The ends of an association that are of the kind. Observed events carry no type ids: their names tell the types then. */
function endsOf(kind: Kind, change: Change): string[] {
  const { subscriptionType, associationType, fromObjectId, toObjectId, fromObjectTypeId, toObjectTypeId } = change;
  const [, from, to] = /^([A-Z]+)_TO_([A-Z]+)$/.exec(associationType ?? '') ?? [];
  const isFrom = fromObjectTypeId
    ? fromObjectTypeId === typeIds[kind]
    : from
      ? from.toLowerCase() === kind
      : subscriptionType.startsWith(`${kind}.`);
  const isTo = toObjectTypeId ? toObjectTypeId === typeIds[kind] : to?.toLowerCase() === kind;
  return known(isFrom ? fromObjectId : undefined, isTo ? toObjectId : undefined);
}

/** Companies that may have changed. */
export const companiesOf = (change: Change): string[] => (isOf('company', change) ? objectsOf(change) : []);

/** Contacts whose memberships may have changed. */
export const contactsOf = (change: Change): string[] =>
  isAssociation(change) ? endsOf('contact', change) : isOf('contact', change) ? objectsOf(change) : [];
