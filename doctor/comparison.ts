import type { DirectoryFacts } from '@customer-graph/diagnosis/facts';
import { createFindings, type Finding } from '@customer-graph/diagnosis/findings';
import { checkCounterparts } from './counterparts.ts';
import type { DiagnosedSystem } from './diagnoses.ts';
import { checkModes } from './modes.ts';
import { checkPlanKeys } from './plan-keys.ts';

/** Undefined: the directory could not be read. */
export const directoryOf = (systems: readonly DiagnosedSystem[]): DirectoryFacts | undefined =>
  systems.find(({ facts }) => facts.directory)?.facts.directory;

/** Compares links, plan keys and modes of the systems. */
export async function compareSystems(systems: readonly DiagnosedSystem[]): Promise<readonly Finding[]> {
  const found = createFindings('LINKS');
  const directory = directoryOf(systems);
  if (directory) {
    for (const { label, facts } of systems)
      if (facts.counterparts) await checkCounterparts(found, { directory, label, counterparts: facts.counterparts });
    checkPlanKeys(found, systems);
  }
  checkModes(found, systems);
  return found.list;
}
