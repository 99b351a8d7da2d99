import type { CrmNames } from '../config.ts';
import type { Definitions } from '../domain/definitions.ts';
import { missingLabels, missingProperties } from '../services/missing-definitions.ts';
import type { RequiredProperty } from '../services/required-properties.ts';
import type { HubSpotHttp } from './http.ts';

/** A request that creates a missing definition. */
export interface SetupStep {
  /** Names the definition. */
  readonly says: string;
  readonly path: string;
  readonly body: object;
}

const objectTypes = { company: 'companies', contact: 'contacts' } as const;
const groups = { company: 'companyinformation', contact: 'contactinformation' } as const;

/** HubSpot, "Properties": the type, and the field in HubSpot's user interface. */
const types: Record<RequiredProperty['kinds'][number], { readonly type: string; readonly fieldType: string }> = {
  TEXT: { type: 'string', fieldType: 'text' },
  NUMBER: { type: 'number', fieldType: 'number' },
  DATE: { type: 'date', fieldType: 'date' },
  DATETIME: { type: 'datetime', fieldType: 'date' },
  CHOICE: { type: 'enumeration', fieldType: 'select' },
  OTHER: { type: 'string', fieldType: 'text' },
};
/** HubSpot, "Properties": files are attached through a string property with this field. */
const fileType = { type: 'string', fieldType: 'file' } as const;

function propertyStep(
  { of, name, label, kinds, options, isUnique = false }: RequiredProperty,
  { company }: CrmNames,
): SetupStep {
  // A choice needs options. Plans have none here: the billing system's catalogue defines them.
  const kind = kinds[0] === 'CHOICE' && !options ? 'TEXT' : kinds[0];
  const type = name === company.documents ? fileType : types[kind];
  const choices = options?.map(([value, text], displayOrder) => ({ value, label: text, displayOrder, hidden: false }));
  return {
    says: `${of} property "${name}" (${type.type})`,
    path: `/crm/v3/properties/${objectTypes[of]}`,
    body: {
      name,
      label,
      groupName: groups[of],
      ...type,
      ...(kind === 'CHOICE' && { options: choices }),
      ...(isUnique && { hasUniqueValue: true }),
    },
  };
}

/** The steps that create every missing definition. Existing definitions stay as they are, whatever their type. */
export const planSetup = (names: CrmNames, definitions: Definitions): SetupStep[] => [
  ...missingProperties(names, definitions).map((property) => propertyStep(property, names)),
  ...missingLabels(names, definitions).map(({ role, label }): SetupStep => ({
    says: `association label "${label}" between contacts and companies`,
    path: '/crm/v4/associations/contacts/companies/labels',
    // The internal name must be unique and in ASCII; a label may be in any script.
    body: { label, name: `portal_${role.toLowerCase()}` },
  })),
];

/** Sends a step. Returns HubSpot's status: 403 if the credentials may not write schemas, 409 if the name is taken. */
export async function applyStep({ path, body }: SetupStep, { send }: HubSpotHttp): Promise<number> {
  const { status } = await send({ method: 'POST', path, body: JSON.stringify(body) });
  return status;
}
