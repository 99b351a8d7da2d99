import { requiredProperties } from './definitions.ts';
import type { CrmNames } from './config.ts';
import type { Definitions } from './domain/definitions.ts';

/** What the configuration names and the portal does not have, each with what breaks. */
export function missingDefinitions(names: CrmNames, definitions: Definitions): string[] {
  const properties = requiredProperties(names)
    .filter(({ of, name }) => !definitions[of].has(name))
    .map(({ of, name, breaks }) => `${of} property "${name}" does not exist: ${breaks}`);
  const labels = Object.entries(names.labels)
    .filter(([, label]) => !definitions.labels.has(label))
    .map(([role, label]) => `association label "${label}" does not exist: nobody has the role ${role}`);
  return [...properties, ...labels];
}
