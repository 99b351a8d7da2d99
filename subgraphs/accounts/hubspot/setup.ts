import type { Upstream } from '../../shared/upstream/client.ts';
import type { CrmNames } from '../config.ts';
import { requiredProperties, type RequiredProperty } from '../definitions.ts';
import type { Definitions } from '../domain/definitions.ts';

/** Something that the portal lacks, as the request that makes it. */
export interface SetupStep {
  readonly says: string;
  readonly path: string;
  readonly body: object;
}

const objectTypes = { company: 'companies', contact: 'contacts' } as const;
const groups = { company: 'companyinformation', contact: 'contactinformation' } as const;

/** HubSpot, "Properties": a type, and how people fill it in. */
const types: Record<RequiredProperty['kinds'][number], { readonly type: string; readonly fieldType: string }> = {
  TEXT: { type: 'string', fieldType: 'text' },
  NUMBER: { type: 'number', fieldType: 'number' },
  DATE: { type: 'date', fieldType: 'date' },
  DATETIME: { type: 'datetime', fieldType: 'date' },
  CHOICE: { type: 'enumeration', fieldType: 'select' },
  OTHER: { type: 'string', fieldType: 'text' },
};

/** What has to be made so that everything that the configuration names is there. What is there already, of whatever type, is left alone. */
export function planSetup(names: CrmNames, definitions: Definitions): SetupStep[] {
  const properties = requiredProperties(names)
    .filter(({ of, name }) => !definitions[of].has(name))
    .map(({ of, name, label, kinds, options }): SetupStep => {
      const [kind] = kinds;
      // Files are attached through a text property of the file kind.
      const shape = name === names.company.documents ? { type: 'string', fieldType: 'file' } : types[kind];
      const choices = kind === 'CHOICE' ? { options: (options ?? []).map(([value, text], displayOrder) => ({ value, label: text, displayOrder, hidden: false })) } : {};
      return {
        says: `${of} property "${name}" (${shape.type})`,
        path: `/crm/v3/properties/${objectTypes[of]}`,
        body: { name, label, groupName: groups[of], ...shape, ...choices },
      };
    });
  const labels = Object.values(names.labels)
    .filter((label) => !definitions.labels.has(label))
    .map((label): SetupStep => ({
      says: `association label "${label}" between contacts and companies`,
      path: '/crm/v4/associations/contacts/companies/labels',
      body: { label, name: label.toLowerCase().replace(/[^a-z0-9]+/g, '_') },
    }));
  return [...properties, ...labels];
}

/** Makes one of them. The status is HubSpot's: 403 where the private app may not write schemas. */
export async function applyStep({ path, body }: SetupStep, target: { readonly accessToken: string; readonly base: string; readonly upstream: Upstream }): Promise<number> {
  const headers = { authorization: `Bearer ${target.accessToken}`, 'content-type': 'application/json' };
  const { status } = await target.upstream.send({ method: 'POST', url: target.base + path, headers, body: JSON.stringify(body) });
  return status;
}
