import { request } from 'undici';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { companyId, companyIndex } from '../../sandbox/seed/company.ts';

const demo = companyId(companyIndex.demo);
const firstTicket = 900_000;
const version = '2026-09';

/** Fills the demo account up to a number of further tickets, older than those of the sample data. */
export function addTickets(sandbox: Sandbox, count: number): void {
  const store = sandbox.helpDesk();
  const sample = store.get('tickets', 1);
  if (!sample) throw new Error('the sample data have no ticket 1');
  for (let index = 0; index < count; index += 1)
    if (!store.get('tickets', firstTicket + index))
      store.put('tickets', {
        ...sample,
        id: firstTicket + index,
        created_at: '2020-01-01T00:00:00Z',
        updated_at: '2020-01-01T00:00:00Z',
      });
}

/** Adds members to the demo account, by the CRM's own interface. */
export async function addContacts(sandbox: Sandbox, count: number): Promise<void> {
  const base = sandbox.environment.HUBSPOT_API_BASE ?? '';
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${sandbox.environment.HUBSPOT_ACCESS_TOKEN ?? ''}`,
  };
  const call = async <Answer>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> => {
    const answer = await request(`${base}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${path} answered with ${answer.statusCode}: ${text}`);
    return JSON.parse(text) as Answer;
  };
  const pair = `/crm/associations/${version}/contacts/companies`;
  const { results: labels } = await call<{ results: { typeId: number; category: string; label: string | null }[] }>(
    'GET',
    `${pair}/labels`,
  );
  const label = labels.find((each) => each.label === 'Portal member');
  if (!label) throw new Error('the portal has no label "Portal member"');
  for (let index = 0; index < count; index += 1) {
    const { id } = await call<{ id: string }>('POST', `/crm/objects/${version}/contacts`, {
      properties: {
        email: `more-${count}-${index}@demo-industries.example`,
        firstname: 'More',
        lastname: `Member ${index}`,
      },
    });
    await call('POST', `${pair}/batch/create`, {
      inputs: [
        {
          from: { id },
          to: { id: demo },
          types: [{ associationCategory: label.category, associationTypeId: label.typeId }],
        },
      ],
    });
  }
}
