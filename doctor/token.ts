import type { DirectoryFacts } from '@customer-graph/diagnosis/facts';
import { createFindings, type Finding } from '@customer-graph/diagnosis/findings';
import { reasonOf } from '@customer-graph/process/reason-of';

/** Finds the accounts that a customer's token opens. */
export async function checkOpenedAccounts(
  person: { readonly subject: string; readonly email: string | null },
  { find, subjectLocation, roleLocation }: DirectoryFacts['members'],
): Promise<readonly Finding[]> {
  const found = createFindings('IDENTITY');
  const breaks = 'the token opens no account';
  try {
    const { contactId, memberships } = await find(person);
    if (contactId === null) {
      found.warn('token', {
        says: 'no contact, or more than one, has its subject or its verified e-mail address',
        breaks,
        remedy: `${subjectLocation} = ${person.subject}`,
      });
    } else if (memberships.length === 0)
      found.warn('token', { says: `contact ${contactId} has no role in any company`, breaks, remedy: roleLocation });
    else found.ok('token', `opens ${memberships.map(({ accountId, role }) => `${accountId} as ${role}`).join(', ')}`);
  } catch (error) {
    found.warn('token', { says: `its accounts cannot be looked up: ${reasonOf(error)}` });
  }
  return found.list;
}
