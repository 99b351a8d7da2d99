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
      // A choice of nothing is of no use to anybody: which plans there are, the catalogue says.
      const kind = kinds[0] === 'CHOICE' && !options ? 'TEXT' : kinds[0];
      // Files are attached through a text property of the file kind.
      const shape = name === names.company.documents ? { type: 'string', fieldType: 'file' } : types[kind];
      const choices =
        kind === 'CHOICE'
          ? {
              options: (options ?? []).map(([value, text], displayOrder) => ({
                value,
                label: text,
                displayOrder,
                hidden: false,
              })),
            }
          : {};
      return {
        says: `${of} property "${name}" (${shape.type})`,
        path: `/crm/v3/properties/${objectTypes[of]}`,
        body: { name, label, groupName: groups[of], ...shape, ...choices },
      };
    });
  const labels = Object.entries(names.labels)
    .filter(([, label]) => !definitions.labels.has(label))
    .map(([role, label]): SetupStep => ({
      says: `association label "${label}" between contacts and companies`,
      path: '/crm/v4/associations/contacts/companies/labels',
      // By the role: labels may be in any script, and HubSpot takes a name for one label alone.
      body: { label, name: `portal_${role.toLowerCase()}` },
    }));
  return [...properties, ...labels];
}

/** Makes one of them. The status is HubSpot's: 403 where the private app may not write schemas. */
export async function applyStep(
  { path, body }: SetupStep,
  target: { readonly accessToken: string; readonly base: string; readonly upstream: Upstream },
): Promise<number> {
  const headers = { authorization: `Bearer ${target.accessToken}`, 'content-type': 'application/json' };
  const { status } = await target.upstream.send({
    method: 'POST',
    url: target.base + path,
    headers,
    body: JSON.stringify(body),
  });
  return status;
}
