import { z } from 'zod';
import { identifier, optional, text } from '@customer-graph/upstream/shapes';
import type { StaffMember } from '../../domain/staff.ts';
import { parse } from '../parse.ts';

const ownerShape = z.looseObject({
  id: identifier,
  firstName: optional(text),
  lastName: optional(text),
  email: optional(text),
});

export function fromHubSpotOwner(owner: unknown): StaffMember {
  const { id, firstName, lastName, email } = parse(ownerShape, owner, 'owner');
  return { id, name: [firstName, lastName].filter(Boolean).join(' ') || (email ?? id), email };
}
