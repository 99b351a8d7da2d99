import { z } from 'zod';
import type { HubSpotBehaviour } from './behaviour.ts';
import type { AssociationType } from './association-types.ts';
import { objectTypes, type ObjectType } from './portal.ts';

const objectType = z.string().transform((name, context): ObjectType => {
  const plural = name
    .toLowerCase()
    .replace(/^company$/, 'companies')
    .replace(/^(contact|note)$/, '$1s');
  const known = objectTypes.find((type) => type === plural);
  if (known) return known;
  context.addIssue({ code: 'custom', message: 'unknown object type' });
  return z.NEVER;
});
/** The path of a request between two types of objects. */
export const pair = z.object({ from: objectType, to: objectType });
/** The path of a request between two objects. */
export const single = pair.extend({ fromId: z.string(), toId: z.string() });
export const specs = z.array(z.object({ associationCategory: z.string(), associationTypeId: z.number().int() }));

export const pairPath = '/crm/associations/2026-09/:from/:to';
export const objectPath = '/crm/objects/2026-09/:from/:fromId/associations/:to';

export const presentType = ({ category, typeId, label }: AssociationType) => ({ category, typeId, label });

/** How associations differ between accounts. */
export interface AssociationRules {
  /** HubSpot, "Create and use association labels": custom labels need Professional or Enterprise. */
  readonly hasLabels: () => boolean;
  readonly isOffered: (type: AssociationType) => boolean;
  /** HubSpot's types say string; observed answers have numbers (hubspot-api-nodejs #552, hubspot-api-php #261). */
  readonly presentId: (id: string) => string | number;
  /** Whether the answer to a removal by a dated path has a body. */
  readonly describesArchivals: () => boolean;
}

export function createAssociationRules(behaviour: () => HubSpotBehaviour): AssociationRules {
  const hasLabels = (): boolean => ['professional', 'enterprise'].includes(behaviour().plan);
  return {
    hasLabels,
    isOffered: ({ category }) => category === 'HUBSPOT_DEFINED' || hasLabels(),
    describesArchivals: () => behaviour().archivals === 'described',
    presentId: (id) => (behaviour().associationIds === 'numbers' ? Number(id) : id),
  };
}
