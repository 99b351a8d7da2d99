import type { Finding, Severity } from '../subgraphs/shared/diagnosis.ts';

/** 0: clean. 1: warnings. 2: it will not work. */
export const exitCodeOf = (findings: readonly Finding[]): 0 | 1 | 2 =>
  findings.some(({ severity }) => severity === 'ERROR')
    ? 2
    : findings.some(({ severity }) => severity === 'WARNING')
      ? 1
      : 0;

const titles: Record<Finding['system'], string> = {
  CONFIGURATION: 'Configuration',
  IDENTITY: 'Identity provider',
  CRM: 'HubSpot',
  BILLING: 'Stripe',
  PRODUCT: 'Product database',
  SUPPORT: 'Zendesk',
  LINKS: 'Links between them',
  STATUS: 'Status page',
};

const marks: Record<Severity, readonly [mark: string, color: number]> = {
  OK: ['ok  ', 32],
  WARNING: ['warn', 33],
  ERROR: ['FAIL', 31],
};

/** For people. Colours only where somebody looks at a terminal. */
export function toText(findings: readonly Finding[], inColor: boolean): string {
  const paint = (text: string, color: number) => (inColor ? `\u001b[${color}m${text}\u001b[0m` : text);
  // What people typed into the vendors' screens must not steer a terminal.
  const plain = (text: string) => text.replace(/\p{Cc}/gu, '');
  const lines: string[] = [];
  let system: Finding['system'] | undefined;
  for (const finding of findings) {
    if (finding.system !== system) lines.push('', titles[finding.system]);
    system = finding.system;
    const [mark, color] = marks[finding.severity];
    lines.push(`  ${paint(mark, color)}  ${plain(`${finding.subject}: ${finding.says}`)}`);
    if (finding.breaks) lines.push(`        breaks: ${plain(finding.breaks)}`);
    if (finding.remedy) lines.push(`        remedy: ${plain(finding.remedy)}`);
  }
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const verdict =
    ['Everything is as it should be.', 'It works; what is warned of does not.', 'It will not work like this.'][
      exitCodeOf(findings)
    ] ?? '';
  return [
    ...lines.slice(1),
    '',
    `${verdict} ok: ${count('OK')}, warnings: ${count('WARNING')}, failures: ${count('ERROR')}.`,
    '',
  ].join('\n');
}

/** For programs. */
export const toJson = (findings: readonly Finding[]): string =>
  `${JSON.stringify({ exitCode: exitCodeOf(findings), findings }, null, 2)}\n`;
