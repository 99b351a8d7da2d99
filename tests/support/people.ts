import { subjects } from '../../sandbox/seed/population.ts';
import type { Claims } from '../../sandbox/identity/identities.ts';

/** Callers with valid tokens and no access to any account. */
export const strangers: Readonly<Record<string, Claims>> = {
  'a stranger': { sub: 'auth0|nobody', email: 'nobody@nowhere.example', email_verified: true },
  'a contact that HubSpot associated by its domain': { sub: subjects.domainOnly },
  'two contacts with one subject': { sub: subjects.shared },
  'an unverified e-mail address': {
    sub: 'auth0|new',
    email: 'billing@demo-industries.example',
    email_verified: false,
  },
  'an e-mail address without a verified claim': { sub: 'auth0|new', email: 'billing@demo-industries.example' },
  'a verified e-mail address of a contact with another subject': {
    sub: 'auth0|new',
    email: 'admin@demo-industries.example',
    email_verified: true,
  },
};
