import type { CrmSource } from '../../port.ts';

/** Where HubSpot holds the roles of members. */
export type RoleStorage = Pick<CrmSource, 'membersOf' | 'membershipsOf' | 'setRole'>;
