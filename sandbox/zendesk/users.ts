import type { ZendeskBehaviour } from './behaviour.ts';
import type { User } from './store.ts';

/** The ids of all organizations of a user; null stands for no default organization. */
export const organizationsOf = (user: User): readonly (number | null)[] => [
  user.organization_id,
  ...(user.other_organization_ids ?? []),
];

/** Agents are always verified. End users are once they, or the API, confirmed their address. */
export const isVerified = (user: User, { endUsersAreVerified }: ZendeskBehaviour): boolean =>
  user.role !== 'end-user' || (user.verified ?? endUsersAreVerified);
