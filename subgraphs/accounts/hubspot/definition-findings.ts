import type { Findings } from '@customer-graph/diagnosis/findings';
import type { CrmNames } from '../config.ts';
import type { Definitions } from '../domain/definitions.ts';
import { requiredProperties } from '../services/required-properties.ts';
import { screens } from './account-findings.ts';

const remedy = 'npm run setup:hubspot -- --apply';

/** Properties and labels that the portal must define. */
export function checkDefinitions(found: Findings, names: CrmNames, definitions: Definitions): void {
  for (const { of, name, kinds, options = [], breaks } of requiredProperties(names)) {
    const subject = `${of} property ${name}`;
    const known = definitions[of].get(name);
    if (!known) {
      found.warn(subject, { says: 'does not exist', breaks, remedy });
      continue;
    }
    if (!kinds.includes(known.kind)) {
      const wanted = kinds[0].toLowerCase();
      found.warn(subject, {
        says: `is of the type ${known.kind.toLowerCase()}, and not ${wanted}`,
        breaks,
        remedy: `${screens.properties} → ${name}: create it again as ${wanted}, or configure another property`,
      });
      continue;
    }
    const missing =
      known.kind === 'CHOICE' ? options.filter(([value]) => !known.options.has(value)).map(([value]) => value) : [];
    if (missing.length > 0) {
      found.warn(subject, {
        says: `has no option ${missing.join(', ')}`,
        breaks: 'these values cannot be selected in HubSpot; other values are shown as OTHER',
        remedy: `${screens.properties} → ${name} → options`,
      });
    } else found.ok(subject, known.kind.toLowerCase());
  }
  if (names.contact.roles !== null) return;
  for (const [role, label] of Object.entries(names.labels)) {
    const subject = `association label ${label}`;
    if (definitions.labels.has(label)) found.ok(subject, `is the role ${role}`);
    else
      found.fail(subject, {
        says: 'does not exist',
        breaks: `no member has the role ${role}`,
        remedy: `${remedy}; on Free and Starter, which have no labels: HUBSPOT_ROLES=property`,
      });
  }
}
