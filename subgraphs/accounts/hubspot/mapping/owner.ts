import { createExpect } from '@customer-graph/upstream/expect';
import type { StaffMember } from '../../domain/staff.ts';

const expect = createExpect('CRM');

export function fromHubSpotOwner(owner: {
  readonly id: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
}): StaffMember {
  const email = expect.optionalString(owner.email, 'email');
  const name = [owner.firstName, owner.lastName].filter(Boolean).join(' ');
  return { id: expect.string(owner.id, 'id'), name: name || (email ?? owner.id), email };
}
