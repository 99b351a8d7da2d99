import { parseJson } from '@customer-graph/process/parse-json';
import { anchorStatement, isStatementSigned, type AnchorStatement } from './anchor.ts';
import type { AuditKeys } from './keys.ts';

export interface ReadStatements {
  readonly statements: readonly AnchorStatement[];
  readonly problems: readonly string[];
}

/**
 * Parses statements, one a line, and checks their signatures. A last line without an end was cut off by a crash. Statements
 * from before the first key prove nothing and are passed over.
 */
export function readStatements(text: string, keys: AuditKeys): ReadStatements {
  const statements: AnchorStatement[] = [];
  const problems: string[] = [];
  const lines = text.split('\n');
  const isCutOff = lines.length > 1 && lines.at(-1) !== '';
  for (const [index, line] of (isCutOff ? lines.slice(0, -1) : lines).entries()) {
    if (line.trim() === '') continue;
    const { data } = anchorStatement.safeParse(statementIn(parseJson(line)));
    if (!data) problems.push(`anchor, line ${index + 1}: is not a statement`);
    else if (keys.current !== null && data.mac === null) continue;
    else if (keys.current !== null && !isStatementSigned(data, keys))
      problems.push(`anchor, line ${index + 1}: is not signed with a known key`);
    else statements.push(data);
  }
  if (statements.length === 0) problems.push('anchor: has no valid statement');
  return { statements, problems };
}

/** A line of the log holds the statement in a field. */
const statementIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'statement' in value ? value.statement : value;

/** The statement with the latest time. */
export const latestOf = (statements: readonly AnchorStatement[]): AnchorStatement | undefined =>
  [...statements].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0];
