import type { CrmSource } from '../port.ts';
import { associatedWith, noteToCompany } from './association-types.ts';
import { readAssociations, readObjects } from './batches.ts';
import type { HubSpot } from './client.ts';
import { throughHubSpot } from './errors.ts';
import { toHubSpotTime } from './mapping/time.ts';

/** Notes on companies, for account managers. */
export const createNotes = (hubspot: HubSpot): Pick<CrmSource, 'noteTicket'> => ({
  async noteTicket(companyId, ticketId, url) {
    // The link identifies the ticket. Associations do not lag as the search index does.
    const associated = (await readAssociations(hubspot, 'companies', 'notes', [companyId])).get(companyId) ?? [];
    const written = await readObjects(
      associated.map(({ toId }) => toId),
      (inputs) => hubspot.notes.batch.read({ inputs, properties: ['hs_note_body'], propertiesWithHistory: [] }),
    );
    if (written.some(({ properties }) => String(properties.hs_note_body).includes(`"${url}"`))) return;
    const body = `<p>Support ticket <a href="${url}">#${ticketId}</a> was opened.</p>`;
    await throughHubSpot(() =>
      hubspot.notes.basic.create({
        properties: { hs_note_body: body, hs_timestamp: toHubSpotTime(Date.now()) },
        associations: associatedWith(companyId, noteToCompany),
      }),
    );
  },
});
