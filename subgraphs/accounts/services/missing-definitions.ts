import type { Logger } from 'pino';
import { memberRoles, type MemberRole } from '@customer-graph/protocol/roles';
import type { CrmNames } from '../config.ts';
import type { Definitions } from '../domain/definitions.ts';
import { requiredProperties, type RequiredProperty } from './required-properties.ts';

/** Configured properties that the CRM does not define. */
export const missingProperties = (names: CrmNames, definitions: Definitions): RequiredProperty[] =>
  requiredProperties(names).filter(({ of, name }) => !definitions[of].has(name));

/** Configured association labels that the CRM does not define. None if roles are in a property. */
export const missingLabels = (
  { labels, contact }: CrmNames,
  definitions: Definitions,
): { readonly role: MemberRole; readonly label: string }[] =>
  contact.roles === null
    ? memberRoles.map((role) => ({ role, label: labels[role] })).filter(({ label }) => !definitions.labels.has(label))
    : [];

/** Logs missing definitions at the start, and again whenever they change. */
export function createMissingDefinitionsWarning(names: CrmNames, log: Logger): (definitions: Definitions) => void {
  let logged = '';
  return (definitions) => {
    const missing = [
      ...missingProperties(names, definitions).map(({ of, name, breaks }) => ({
        kind: `${of} property`,
        name,
        breaks,
      })),
      ...missingLabels(names, definitions).map(({ role, label }) => ({
        kind: 'association label',
        name: label,
        breaks: `no member has the role ${role}`,
      })),
    ];
    const current = missing.map(({ kind, name }) => `${kind} ${name}`).join();
    if (current !== logged) for (const definition of missing) log.warn(definition, 'CRM definition missing');
    logged = current;
  };
}
