import type { SystemOfRecord } from '@customer-graph/protocol/system';

/** OK: no problem. WARNING: a part is missing or doubtful, the rest works. ERROR: the graph does not work with this. */
export type Severity = 'OK' | 'WARNING' | 'ERROR';

/** One result of a diagnosis. */
export interface Finding {
  readonly severity: Severity;
  readonly system: SystemOfRecord | 'IDENTITY' | 'LINKS' | 'CONFIGURATION';
  /** The checked item, such as a variable, a scope or a table. */
  readonly subject: string;
  /** The state of the item. Reads as a sentence after the subject. */
  readonly says: string;
  /** The consequence for the graph. */
  readonly breaks?: string;
  /** A command to run, or the screen to open. */
  readonly remedy?: string;
}

/** A problem: a warning or an error without its subject. */
export type Trouble = Pick<Finding, 'says' | 'breaks' | 'remedy'>;

/** Collects the findings of one system. */
export interface Findings {
  readonly list: Finding[];
  ok(subject: string, says: string): void;
  warn(subject: string, trouble: Trouble): void;
  fail(subject: string, trouble: Trouble): void;
}

export function createFindings(system: Finding['system']): Findings {
  const list: Finding[] = [];
  return {
    list,
    ok: (subject, says) => void list.push({ severity: 'OK', system, subject, says }),
    warn: (subject, trouble) => void list.push({ severity: 'WARNING', system, subject, ...trouble }),
    fail: (subject, trouble) => void list.push({ severity: 'ERROR', system, subject, ...trouble }),
  };
}

/** Whether a system holds real customers. Null: the system does not tell. Live and test systems must not be mixed. */
export type Mode = 'LIVE' | 'TEST' | null;
