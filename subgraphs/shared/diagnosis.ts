import { z } from 'zod';
import { GraphError } from './errors.ts';
import type { SystemOfRecord } from './system.ts';

/** OK: as it should be. WARNING: something is missing or doubtful, the rest works. ERROR: the graph will not work with this. */
export type Severity = 'OK' | 'WARNING' | 'ERROR';

/** What an examination of one system found out. */
export interface Finding {
  readonly severity: Severity;
  readonly system: SystemOfRecord | 'IDENTITY' | 'LINKS' | 'CONFIGURATION';
  /** What was looked at. */
  readonly subject: string;
  readonly says: string;
  /** What does not work because of it. */
  readonly breaks?: string;
  /** A command, or the screen to open. */
  readonly remedy?: string;
}

type Trouble = Pick<Finding, 'says' | 'breaks' | 'remedy'>;

/** Collects what is found in one system. */
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

/** Whether a system holds real customers: live and test are never mixed. Null where it cannot be told. */
export type Mode = 'LIVE' | 'TEST' | null;

/** What the log would say of a failure, down to its first cause: an examination is for those who run the graph. */
export function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues
      .map(({ path, message }) => `${path.map(String).join('.') || 'the answer'}: ${message}`)
      .join('; ');
  if (!(error instanceof Error)) return String(error);
  const own = error instanceof GraphError ? error.code : error.message;
  return error.cause instanceof Error ? `${own}: ${reasonOf(error.cause)}` : own;
}
