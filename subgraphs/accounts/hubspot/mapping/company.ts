import { fieldByField } from '@customer-graph/upstream/field-by-field';
import type { CrmNames } from '../../config.ts';
import type { CompanyChange } from '../../domain/company-change.ts';
import type { Company } from '../../domain/company.ts';
import { fileIdOf } from './file.ts';
import { propertiesOf, withoutUndefined, type CrmObject } from './object.ts';
import { fromHubSpotStatus } from './status.ts';
import { fromHubSpotDate, fromHubSpotTime } from './time.ts';

export function fromHubSpotCompany(object: CrmObject, names: CrmNames): Company {
  const { text, list, integer } = propertiesOf(object);
  const { id } = object;
  return fieldByField<Company>({
    id: () => id,
    mergedIds: () => list('hs_merged_object_ids'),
    name: () => text('name'),
    domain: () => text('domain'),
    phone: () => text('phone'),
    address() {
      const address = {
        line1: text('address'),
        line2: text('address2'),
        city: text('city'),
        region: text('state'),
        postalCode: text('zip'),
        countryCode: text('country'),
      };
      return Object.values(address).some((line) => line !== null) ? address : null;
    },
    industry: () => text('industry'),
    status: () => fromHubSpotStatus(text(names.company.status)),
    planKey: () => text(names.company.plan),
    planRenewsOn: () => fromHubSpotDate(text(names.company.planRenewsOn)),
    planEndsOn: () => fromHubSpotDate(text(names.company.planEndsOn)),
    seats: () => integer(names.company.seats),
    ownerId: () => text('hubspot_owner_id'),
    parentId: () => text('hs_parent_company_id'),
    documentIds: () => list(names.company.documents).flatMap((entry) => fileIdOf(entry) ?? []),
    unknownDocuments: () => list(names.company.documents).filter((entry) => fileIdOf(entry) === null).length,
    onboarding: () =>
      new Map(
        names.onboarding.flatMap(({ key, property }) => {
          const completedAt = fromHubSpotTime(text(property));
          return completedAt === null ? [] : [[key, completedAt] as const];
        }),
      ),
    billingCustomerId: () => text(names.company.billingCustomer),
    productTenantId: () => text(names.company.productTenant),
    supportOrganizationId: () =>
      names.company.supportOrganization === null ? id : text(names.company.supportOrganization),
  });
}

/** The properties of a company that a change writes. */
export function toHubSpotCompany({ name, phone, domain, address = {} }: CompanyChange): Record<string, string> {
  const properties = {
    name,
    phone,
    domain,
    address: address.line1,
    address2: address.line2,
    city: address.city,
    state: address.region,
    zip: address.postalCode,
    country: address.countryCode,
  };
  return withoutUndefined(properties);
}
