import type { Owners } from '../owners.ts';

/** Writes a person's current name of the CRM to the help desk, after they changed it. */
export async function followProfile(owners: Owners, contactId: string, deadline: number): Promise<void> {
  const call = { accounts: [], deadline };
  const { name } = await owners.accounts.callAsSystem('contactName', { contactId }, call);
  if (name !== null) await owners.support.callAsSystem('renamePerson', { contactId, name }, call);
}
