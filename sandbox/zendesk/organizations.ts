import type { User } from './store.ts';

/** The ids of all organizations of a user; null stands for no default organization. */
export const organizationsOf = (user: User): readonly (number | null)[] => [
  user.organization_id,
  ...(user.other_organization_ids ?? []),
];
