import type { Finding, Severity } from '@customer-graph/diagnosis/findings';
import type { ListedDiagnosis } from './diagnoses.ts';

/** 0: no problems. 1: warnings. 2: errors. */
export const exitCodeOf = (findings: readonly Finding[]): 0 | 1 | 2 =>
  findings.some(({ severity }) => severity === 'ERROR')
    ? 2
    : findings.some(({ severity }) => severity === 'WARNING')
      ? 1
      : 0;

export type Titles = ReadonlyMap<Finding['system'], string>;

/** Returns the heading of each system. */
export const titlesOf = (diagnoses: readonly ListedDiagnosis[]): Titles =>
  new Map<Finding['system'], string>([
    ['CONFIGURATION', 'Configuration'],
    ['IDENTITY', 'Identity provider'],
    ['LINKS', 'Links between systems'],
    ...diagnoses.flatMap(({ system, diagnosis }): [Finding['system'], string][] =>
      system === undefined ? [] : [[system, diagnosis.label]],
    ),
  ]);

const marks: Record<Severity, readonly [mark: string, color: number]> = {
  OK: ['ok  ', 32],
  WARNING: ['warn', 33],
  ERROR: ['FAIL', 31],
};

const verdicts = { 0: 'No problems found.', 1: 'Usable, with warnings.', 2: 'Not usable: fix the failures.' } as const;

export interface TextOptions {
  readonly titles: Titles;
  /** Whether to color marks with ANSI escape sequences. */
  readonly inColor: boolean;
}

/** Formats findings for people. */
export function toText(findings: readonly Finding[], { titles, inColor }: TextOptions): string {
  const paint = (text: string, color: number) => (inColor ? `\u001b[${color}m${text}\u001b[0m` : text);
  // Names from vendors' records must not control the terminal.
  const plain = (text: string) => text.replace(/\p{Cc}/gu, '');
  const lines: string[] = [];
  let system: Finding['system'] | undefined;
  for (const finding of findings) {
    if (finding.system !== system) lines.push('', titles.get(finding.system) ?? finding.system);
    system = finding.system;
    const [mark, color] = marks[finding.severity];
    lines.push(`  ${paint(mark, color)}  ${plain(`${finding.subject}: ${finding.says}`)}`);
    if (finding.breaks) lines.push(`        breaks: ${plain(finding.breaks)}`);
    if (finding.remedy) lines.push(`        remedy: ${plain(finding.remedy)}`);
  }
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const verdict = verdicts[exitCodeOf(findings)];
  return [
    ...lines.slice(1),
    '',
    `${verdict} ok: ${count('OK')}, warnings: ${count('WARNING')}, failures: ${count('ERROR')}.`,
    '',
  ].join('\n');
}

/** Formats findings for programs. */
export const toJson = (findings: readonly Finding[]): string =>
  `${JSON.stringify({ exitCode: exitCodeOf(findings), findings }, null, 2)}\n`;
