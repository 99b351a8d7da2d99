import type { Findings } from '@customer-graph/diagnosis/findings';
import type { DiagnosedSystem } from './diagnoses.ts';

/** Checks that every published plan is known, under the same key, in the other systems. */
export function checkPlanKeys(found: Findings, systems: readonly DiagnosedSystem[]): void {
  const catalogue = systems.find(({ facts }) => facts.publishedPlanKeys);
  const published = catalogue?.facts.publishedPlanKeys ?? [];
  if (!catalogue || published.length === 0) return;
  for (const { label, facts } of systems) {
    if (!facts.knownPlans) continue;
    const { keys, breaks, remedy } = facts.knownPlans;
    const missing = published.filter((key) => !keys.includes(key));
    if (missing.length > 0)
      found.warn('plan keys', { says: `${label} does not know ${missing.join(', ')}`, breaks, remedy });
    else found.ok('plan keys', `${label} knows all plans that ${catalogue.label} publishes`);
  }
}
