import { createExpect } from '../../shared/upstream/expect.ts';
import { memberRoles, type MemberRole } from '../../shared/roles.ts';
import type { CrmNames } from '../config.ts';
import type { CompanyChange } from '../domain/company-change.ts';
import type { ContactChange } from '../domain/contact-change.ts';
import type { AccountStatus, Company } from '../domain/company.ts';
import type { PropertyDefinition, PropertyKind } from '../domain/definitions.ts';
import type { CompanyDocument, DocumentKind } from '../domain/document.ts';
import type { Contact, MemberStatus, Subscription } from '../domain/member.ts';
import type { StaffMember } from '../domain/staff.ts';

/** What HubSpot's CRM objects have in common: every property is a string or null, whatever its type in the portal. */
export interface CrmObject {
  readonly id: string;
  readonly properties: Record<string, string | null>;
}

const expect = createExpect('CRM');

/** HubSpot answers null and '' alike for a property without a value. */
function reader(object: CrmObject) {
  const properties = expect.object(object.properties, 'properties');
  const text = (name: string): string | null => expect.optionalString(properties[name], name)?.trim() || null;
  const list = (name: string): string[] =>
    text(name)
      ?.split(';')
      .map((entry) => entry.trim())
      .filter(Boolean) ?? [];
  const integer = (name: string): number | null => {
    const value = text(name);
    return value !== null && /^-?\d+$/.test(value) ? Number(value) : null;
  };
  return { text, list, integer };
}

/** Date properties come as YYYY-MM-DD, or as midnight UTC in milliseconds from older imports. */
const fromHubSpotDate = (value: string | null): string | null => {
  if (value === null) return null;
  const time = /^\d{10,}$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
};

const fromHubSpotTime = (value: string | null): number | null => {
  if (value === null) return null;
  const time = /^\d{10,}$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isNaN(time) ? null : time;
};

const statuses: ReadonlyMap<string, AccountStatus> = new Map(
  (['PROSPECT', 'ONBOARDING', 'ACTIVE', 'PAST_DUE', 'CHURNED'] as const).map((status) => [
    status.toLowerCase(),
    status,
  ]),
);

export const toHubSpotStatus = (status: AccountStatus): string => status.toLowerCase();

const fromHubSpotStatus = (value: string | null): AccountStatus | null =>
  value === null ? null : (statuses.get(value.toLowerCase()) ?? 'OTHER');

export function fromHubSpotCompany(object: CrmObject, names: CrmNames): Company {
  const { text, list, integer } = reader(object);
  const address = {
    line1: text('address'),
    line2: text('address2'),
    city: text('city'),
    region: text('state'),
    postalCode: text('zip'),
    countryCode: text('country'),
  };
  return {
    id: expect.string(object.id, 'id'),
    mergedIds: list('hs_merged_object_ids'),
    name: text('name'),
    domain: text('domain'),
    phone: text('phone'),
    address: Object.values(address).some((line) => line !== null) ? address : null,
    industry: text('industry'),
    status: fromHubSpotStatus(text(names.company.status)),
    planKey: text(names.company.plan),
    planRenewsOn: fromHubSpotDate(text(names.company.planRenewsOn)),
    seats: integer(names.company.seats),
    ownerId: text('hubspot_owner_id'),
    parentId: text('hs_parent_company_id'),
    documentIds: list(names.company.documents).filter((id) => /^\d+$/.test(id)),
    onboarding: new Map(
      names.onboarding.flatMap(({ key, property }) => {
        const completedAt = fromHubSpotTime(text(property));
        return completedAt === null ? [] : [[key, completedAt] as const];
      }),
    ),
    billingCustomerId: text(names.company.billingCustomer),
    productTenantId: text(names.company.productTenant),
    supportOrganizationId:
      names.company.supportOrganization === null
        ? expect.string(object.id, 'id')
        : text(names.company.supportOrganization),
  };
}

const memberStatuses: ReadonlyMap<string, MemberStatus> = new Map([
  ['invited', 'INVITED'],
  ['active', 'ACTIVE'],
]);

export function fromHubSpotContact(object: CrmObject, names: CrmNames): Contact {
  const { text } = reader(object);
  const name = [text('firstname'), text('lastname')].filter((part) => part !== null).join(' ');
  return {
    id: expect.string(object.id, 'id'),
    name: name === '' ? null : name,
    email: text('email'),
    jobTitle: text('jobtitle'),
    phone: text('phone'),
    status: memberStatuses.get(text(names.contact.status)?.toLowerCase() ?? '') ?? null,
  };
}

/** The properties of a company that a change writes, and no others. */
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
  return Object.fromEntries(
    Object.entries(properties).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** The properties of a contact that a change writes, and no others. The CRM has two names where people have one: the first word, and the rest. */
export function toHubSpotContact({ name, phone, jobTitle }: ContactChange): Record<string, string> {
  const [first, ...rest] = name?.trim().split(/\s+/) ?? [];
  const properties = {
    ...(first !== undefined && { firstname: first, lastname: rest.join(' ') }),
    phone,
    jobtitle: jobTitle,
  };
  return Object.fromEntries(
    Object.entries(properties).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** What the CRM records of a subscription. */
export function toHubSpotPlan(
  { planKey, seats, status, renewsOn }: { planKey?: string; seats?: number; status?: AccountStatus; renewsOn?: string },
  { company }: CrmNames,
): Record<string, string> {
  return {
    ...(planKey !== undefined && { [company.plan]: planKey }),
    ...(seats !== undefined && { [company.seats]: String(seats) }),
    ...(status !== undefined && { [company.status]: toHubSpotStatus(status) }),
    ...(renewsOn !== undefined && { [company.planRenewsOn]: renewsOn }),
  };
}

/** HubSpot, "Properties, datetime": ISO 8601 in UTC. */
export const toHubSpotTime = (at: number): string => new Date(at).toISOString();

/** The strongest role among an association's labels; null without one: then the association is none of the portal's. */
export function fromHubSpotLabels(
  types: readonly { readonly label?: string | null }[],
  labels: CrmNames['labels'],
): MemberRole | null {
  const given = new Set(
    expect.array(types, 'associationTypes').map((type) => expect.optionalString(type.label, 'label')),
  );
  return memberRoles.find((role) => given.has(labels[role])) ?? null;
}

export function fromHubSpotOwner(owner: {
  readonly id: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
}): StaffMember {
  const email = expect.optionalString(owner.email, 'email');
  const name = [owner.firstName, owner.lastName].filter(Boolean).join(' ');
  return { id: expect.string(owner.id, 'id'), name: name || (email ?? owner.id), email };
}

/** A file as the file manager answers it; HubSpot's SDK leaves it untyped. */
export interface HubSpotFile {
  readonly id: string;
  readonly name?: string | null;
  readonly extension?: string | null;
  readonly type?: string | null;
  readonly size?: number | null;
  readonly path?: string | null;
  readonly archived?: boolean;
  readonly createdAt: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number | null;
}

const kinds: readonly (readonly [RegExp, DocumentKind])[] = [
  [/^contract/, 'CONTRACT'],
  [/^proposal|^offer|^quote/, 'PROPOSAL'],
  [/^certificate|^attestation/, 'CERTIFICATE'],
  [/^specification/, 'SPECIFICATION'],
];

const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  png: 'image/png',
  jpg: 'image/jpeg',
  txt: 'text/plain',
  zip: 'application/zip',
};

/** Null for a file outside the folder: it was never meant to be shown. */
export function fromHubSpotFile(file: HubSpotFile, folder: string): CompanyDocument | null {
  const path = expect.optionalString(file.path, 'path');
  const inside = `${folder.replace(/\/$/, '')}/`;
  if (file.archived === true || path === null || !path.startsWith(inside)) return null;
  const subfolder = path.slice(inside.length).toLowerCase();
  const extension = expect.optionalString(file.extension, 'extension');
  const name = expect.string(file.name, 'name');
  const createdAt = Date.parse(expect.string(file.createdAt, 'createdAt'));
  const expiresAt = expect.optionalInteger(file.expiresAt, 'expiresAt');
  return {
    id: expect.string(file.id, 'id'),
    name: extension && !name.endsWith(`.${extension}`) ? `${name}.${extension}` : name,
    kind: kinds.find(([start]) => start.test(subfolder))?.[1] ?? 'OTHER',
    sizeBytes: expect.optionalInteger(file.size, 'size'),
    contentType: (extension && mediaTypes[extension.toLowerCase()]) ?? null,
    createdAt: expect.integer(createdAt, 'createdAt'),
    expiresOn: expiresAt === null ? null : new Date(expiresAt).toISOString().slice(0, 10),
  };
}

export const fromHubSpotSubscriptionStatus = (status: { id: string; name: string; status: string }): Subscription => ({
  key: expect.string(status.id, 'id'),
  name: expect.string(status.name, 'name'),
  subscribed: status.status === 'SUBSCRIBED',
});

/** HubSpot, "Properties, property type". */
const propertyKinds: ReadonlyMap<string, PropertyKind> = new Map([
  ['string', 'TEXT'],
  ['number', 'NUMBER'],
  ['date', 'DATE'],
  ['datetime', 'DATETIME'],
  ['enumeration', 'CHOICE'],
]);

export const fromHubSpotProperty = (property: {
  name: string;
  label: string;
  type: string;
  options: readonly { value: string; label: string }[];
}): readonly [string, PropertyDefinition] => [
  expect.string(property.name, 'name'),
  {
    label: expect.string(property.label, 'label'),
    kind: propertyKinds.get(property.type) ?? 'OTHER',
    options: new Map(expect.array(property.options, 'options').map((option) => [option.value, option.label])),
  },
];
