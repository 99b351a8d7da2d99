import { subjects } from '../../sandbox/seed/population.ts';
import type { Claims } from '../../sandbox/identity/identities.ts';

/** Callers whose tokens are good and open nothing. */
export const strangers: Readonly<Record<string, Claims>> = {
  'a stranger': { sub: 'auth0|nobody', email: 'nobody@nowhere.example', email_verified: true },
  'a contact that HubSpot associated by its domain': { sub: subjects.domainOnly },
  'two contacts with one subject': { sub: subjects.shared },
  'an address that nobody verified': {
    sub: 'auth0|new',
    email: 'billing@demo-industries.example',
    email_verified: false,
  },
  'an address without a word on whether it is verified': { sub: 'auth0|new', email: 'billing@demo-industries.example' },
  'a verified address of a contact that is somebody else’s': {
    sub: 'auth0|new',
    email: 'admin@demo-industries.example',
    email_verified: true,
  },
};
