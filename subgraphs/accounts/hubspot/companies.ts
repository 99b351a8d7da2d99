import type { CrmNames } from '../config.ts';
import type { Company } from '../domain/company.ts';
import type { Definitions } from '../domain/definitions.ts';
import type { CrmSource } from '../port.ts';
import { parentToChildCompany } from './association-types.ts';
import { readAssociations, readObjects } from './batches.ts';
import { byNumber } from './by-number.ts';
import type { HubSpot } from './client.ts';
import { throughHubSpot } from './errors.ts';
import { readPage } from './pages.ts';
import { fromHubSpotCompany, toHubSpotCompany } from './mapping/company.ts';
import { fromHubSpotObject } from './mapping/object.ts';
import { toHubSpotPlan } from './mapping/plan.ts';
import { toHubSpotTime } from './mapping/time.ts';
import { configuredCompanyProperties, standardCompanyProperties } from './properties.ts';
import { tryWrite } from './try-write.ts';

/** HubSpot, "CRM objects, list": 100 objects a page. */
const companyPage = 100;

type CompanyCalls = Pick<
  CrmSource,
  'companies' | 'companyIds' | 'subsidiaries' | 'updateCompany' | 'recordPlan' | 'completeStep'
>;

/** @param definitions the portal's definitions as last read; undefined before that */
export function createCompanies(
  hubspot: HubSpot,
  names: CrmNames,
  definitions: () => Definitions | undefined,
): CompanyCalls {
  const properties = [...standardCompanyProperties, ...configuredCompanyProperties(names)];
  return {
    async companies(ids) {
      const objects = await readObjects(ids, (inputs) =>
        hubspot.companies.batch.read({ inputs, properties, propertiesWithHistory: [] }),
      );
      const byId = new Map<string, Company>();
      for (const company of objects.map((object) => fromHubSpotCompany(object, names))) {
        for (const id of [company.id, ...company.mergedIds]) byId.set(id, company);
      }
      return ids.map((id) => byId.get(id) ?? null);
    },

    async companyIds(after) {
      const { results, next } = await readPage(() =>
        hubspot.companies.basic.getPage(companyPage, after ?? undefined, ['hs_object_id']),
      );
      return { ids: results.map((object) => fromHubSpotObject(object).id), next };
    },

    async subsidiaries(companyId) {
      const found = (await readAssociations(hubspot, 'companies', 'companies', [companyId])).get(companyId) ?? [];
      return found
        .filter(({ types }) => types.some((type) => type.typeId === parentToChildCompany))
        .map(({ toId }) => toId)
        .sort(byNumber);
    },

    updateCompany: (id, change) =>
      tryWrite(() => hubspot.companies.basic.update(id, { properties: toHubSpotCompany(change) })),

    async recordPlan(companyId, plan) {
      const recorded = toHubSpotPlan(plan, names);
      if (Object.keys(recorded).length > 0)
        await throughHubSpot(() => hubspot.companies.basic.update(companyId, { properties: recorded }));
    },

    async completeStep(companyId, property, at) {
      // HubSpot, "Properties": a date property refuses a time of day.
      const isDay = definitions()?.company.get(property)?.kind === 'DATE';
      const value = isDay ? toHubSpotTime(at).slice(0, 10) : toHubSpotTime(at);
      await throughHubSpot(() => hubspot.companies.basic.update(companyId, { properties: { [property]: value } }));
    },
  };
}
