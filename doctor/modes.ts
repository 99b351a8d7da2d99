import type { Findings } from '@customer-graph/diagnosis/findings';
import type { DiagnosedSystem } from './diagnoses.ts';

const words = { LIVE: 'live', TEST: 'test' } as const;

/** Checks that all systems are live, or all are test systems. */
export function checkModes(found: Findings, systems: readonly DiagnosedSystem[]): void {
  const known = systems.flatMap(({ label, credential = label, mode }) =>
    mode === null ? [] : [{ label, credential, mode, word: words[mode] }],
  );
  const [first, ...others] = known;
  if (!first || others.length === 0) return;
  const subject = 'live and test';
  if (others.every(({ mode }) => mode === first.mode)) {
    found.ok(subject, `${known.map(({ label }) => label).join(' and ')}: all ${first.word}`);
    return;
  }
  found.fail(subject, {
    says: known.map(({ label, credential, word }) => `${label} is ${word} (${credential})`).join(', '),
    breaks: 'real customers see test invoices, or test customers see real ones',
    remedy: `set ${known.map(({ credential }) => credential).join(' and ')} to credentials of the same kind`,
  });
}
