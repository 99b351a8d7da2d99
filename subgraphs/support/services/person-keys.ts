import type { Assertion } from '@customer-graph/protocol/principal';
import { isContactId } from '@customer-graph/protocol/member-id';
import { contactIdOf } from '@customer-graph/subgraph-kit/mutation';
import type { UserKey } from '../config.ts';

/** The keys by which the help desk knows customers: the `external_id` of their user. */
export interface PersonKeys {
  /** The caller's key; null: the caller is no customer, or the CRM has no contact for them. */
  own(assertion: Assertion): string | null;
  /** The contact with a key; null: not known. */
  contactOf(key: string | null, assertion: Assertion): string | null;
}

/** With `subject`, only the caller's own contact is known: no other person's token is there. */
export const createPersonKeys = (userKey: UserKey): PersonKeys => (userKey === 'contact' ? contactKeys : subjectKeys);

const contactKeys: PersonKeys = {
  own: contactIdOf,
  contactOf: (key) => (key !== null && isContactId(key) ? key : null),
};

const subjectKeys: PersonKeys = {
  own: (assertion) =>
    assertion.principal.kind === 'CUSTOMER' && contactIdOf(assertion) !== null ? assertion.principal.subject : null,
  contactOf: (key, assertion) => (key !== null && key === subjectKeys.own(assertion) ? contactIdOf(assertion) : null),
};
