import { coalesce } from '../shared/coalesce.ts';
import type { MembershipRequest } from '../shared/directory.ts';
import { claimedSystems, type ClaimedSystem, type CrmSource } from './port.ts';

/** What is looked up by search, which HubSpot limits to a few a second: gathered over all requests. */
export interface LookUps {
  readonly contactOf: (person: MembershipRequest) => Promise<string | null>;
  /** Companies that claim a counterpart in another system. */
  readonly claimants: (claim: { readonly system: ClaimedSystem; readonly id: string }) => Promise<readonly string[]>;
}

export const createLookUps = (source: CrmSource): LookUps => ({
  contactOf: coalesce({ system: 'CRM', maxKeys: 50, run: (people) => source.findContacts(people) }),
  claimants: coalesce({
    system: 'CRM',
    maxKeys: 200,
    async run(claims) {
      const wanted = (system: ClaimedSystem) => claims.filter((claim) => claim.system === system).map(({ id }) => id);
      const [billing, product, support] = claimedSystems.map(wanted) as [string[], string[], string[]];
      const found = await source.claims({ billing, product, support });
      return claims.map(({ system, id }) => found[system].get(id) ?? []);
    },
  }),
});
