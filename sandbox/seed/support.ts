import { createHelpDeskStore, type HelpDeskStore, type User } from '../zendesk/store.ts';
import { companyIndex, type SeedCompany, type SeedPerson } from './company.ts';
import { seedHelpCenter } from './articles.ts';
import { itemAt } from './item-at.ts';
import {
  agentIds,
  contextFields,
  organizationId,
  supportCanary,
  unmappedField,
  userId,
  type TimeOf,
} from './support-ids.ts';
import { seedTickets } from './tickets.ts';

const day = 86_400_000;

/** The help desk of the companies: users, tickets with internal notes, and a help centre. */
export function seedSupport(
  companies: readonly SeedCompany[],
  options: { readonly searchLagMs: number },
): HelpDeskStore {
  const store = createHelpDeskStore(options);
  const midnight = Math.floor(Date.now() / day) * day;
  const time: TimeOf = (daysAgo, minutes = 0) =>
    new Date(midnight - daysAgo * day + minutes * 60_000).toISOString().replace('.000Z', 'Z');
  const timestamps = { created_at: time(500), updated_at: time(400) };

  for (const [index, id] of agentIds.entries()) {
    const role = index === 0 ? 'admin' : 'agent';
    store.put('users', {
      id,
      external_id: null,
      name: index === 1 ? supportCanary('agent-name', index) : itemAt(['Ada Agent', 'Hiro Help', 'Sam Support'], index),
      ...(index === 1 && { alias: 'Hiro Help' }),
      email: `agent${index}@vendor.example`,
      role,
      organization_id: null,
      ...timestamps,
    });
  }
  for (const company of companies) {
    if (company.index === companyIndex.noOrganization) continue;
    store.put('organizations', {
      id: organizationId(company.index),
      external_id: company.id,
      name: company.name,
      ...timestamps,
    });
    for (const person of company.people) store.put('users', seedUser(person, company, timestamps));
  }
  for (const [id, title] of [
    [contextFields.article, 'Article read'],
    [contextFields.pageUrl, 'Page'],
    [contextFields.plan, 'Plan'],
    [unmappedField, 'Internal cause'],
  ] as const) {
    store.put('ticket_fields', { id, type: 'text', title });
  }
  seedTickets(
    store,
    companies.filter(({ index }) => index !== companyIndex.noOrganization),
    time,
  );
  seedHelpCenter(store, time);
  store.catchUpIndex();
  return store;
}

const seedUser = (
  person: SeedPerson,
  company: SeedCompany,
  timestamps: { created_at: string; updated_at: string },
): User => ({
  id: userId(person.id),
  external_id: person.id,
  name: `${person.firstName} ${person.lastName}`,
  email: person.email,
  role: 'end-user',
  organization_id: organizationId(company.index),
  ...timestamps,
});
