import type { MembershipRequest } from '@customer-graph/protocol/directory';
import { coalesce } from '@customer-graph/upstream/coalesce';
import { claimedSystems, type ClaimedSystem } from '../domain/links.ts';
import type { CrmSource } from '../port.ts';

/** Look-ups by search. Those of all requests share calls: HubSpot permits only a few searches a second. */
export interface LookUps {
  readonly contactOf: (person: MembershipRequest) => Promise<string | null>;
  /** Ids of the companies that claim a counterpart in another system. */
  readonly claimants: (claim: { readonly system: ClaimedSystem; readonly id: string }) => Promise<readonly string[]>;
}

export const createLookUps = (source: CrmSource): LookUps => ({
  contactOf: coalesce({ system: 'CRM', maxKeys: 50, run: (people) => source.findContacts(people) }),
  claimants: coalesce({
    system: 'CRM',
    maxKeys: 200,
    async run(claims) {
      const idsOf = (system: ClaimedSystem) => claims.filter((claim) => claim.system === system).map(({ id }) => id);
      const [billing, product, support] = claimedSystems.map(idsOf) as [string[], string[], string[]];
      const found = await source.claims({ billing, product, support });
      return claims.map(({ system, id }) => found[system].get(id) ?? []);
    },
  }),
});
