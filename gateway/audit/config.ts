import { z } from 'zod';
import { postgresUrl } from '@customer-graph/postgres/url';
import {
  baseUrl,
  commaSeparated,
  ConfigurationError,
  milliseconds,
  parseEnvironment,
  type Environment,
} from '@customer-graph/process/configuration';
import type { ObjectStorage } from './anchors.ts';
import type { AuditKeys } from './keys.ts';
import type { AnchorLocations } from './open-anchors.ts';
import type { AuditLocation } from './open.ts';

const minimumKey = 16;
const keyProblem = `must have ${minimumKey} characters at least`;

const variables = {
  AUDIT_DIRECTORY: z.string().default('.data/audit'),
  AUDIT_DATABASE_URL: postgresUrl.optional(),
  AUDIT_KEY: z.string().min(minimumKey, keyProblem).optional(),
  AUDIT_PREVIOUS_KEYS: commaSeparated.refine((keys) => keys.every(({ length }) => length >= minimumKey), {
    error: `must be keys separated by commas; each ${keyProblem}`,
  }),
  AUDIT_RETENTION_DAYS: z.coerce
    .number('must be a number of days')
    .int()
    .positive('must be a number of days')
    .default(400),
  AUDIT_RESERVED_BYTES: z.coerce
    .number('must be a number of bytes')
    .int()
    .nonnegative('must be a number of bytes')
    .default(64 * 1024 * 1024),
  AUDIT_READS_WITHIN: z.coerce
    .number('must be a number of milliseconds')
    .int()
    .min(0)
    .max(10_000, 'must be 10000 at most')
    .default(20),
  AUDIT_ANCHOR_INTERVAL: milliseconds.default(3_600_000),
  AUDIT_ANCHOR_FILE: z.string().optional(),
  AUDIT_ANCHOR_URL: baseUrl.optional(),
  AUDIT_ANCHOR_REGION: z.string().default('us-east-1'),
  AUDIT_ANCHOR_ACCESS_KEY_ID: z.string().optional(),
  AUDIT_ANCHOR_SECRET_ACCESS_KEY: z.string().optional(),
} as const;

type Variables = z.infer<z.ZodObject<typeof variables>>;

export interface AuditConfig extends AuditLocation, AnchorLocations {
  readonly keys: AuditKeys;
  readonly retentionDays: number;
  /** Room on the disk that only changes may use, in bytes. */
  readonly reservedBytes: number;
  /** How long records of reads wait for others, in milliseconds; 0: an answer waits for its record instead. */
  readonly readsWithinMs: number;
  readonly anchorIntervalMs: number;
}

/**
 * Configuration of the audit trail, for the gateway and for the commands that verify it.
 *
 * @throws {ConfigurationError}
 */
export function parseAuditConfig(environment: Environment): AuditConfig {
  const given = parseEnvironment(environment, variables);
  const current = given.AUDIT_KEY ?? null;
  const previous = given.AUDIT_PREVIOUS_KEYS;
  if (current === null && previous.length > 0)
    throw new ConfigurationError(['AUDIT_KEY: is missing, but AUDIT_PREVIOUS_KEYS is set']);
  return {
    directory: given.AUDIT_DIRECTORY,
    databaseUrl: given.AUDIT_DATABASE_URL ?? null,
    keys: { current, previous: previous.filter((key) => key !== current) },
    retentionDays: given.AUDIT_RETENTION_DAYS,
    reservedBytes: given.AUDIT_RESERVED_BYTES,
    readsWithinMs: given.AUDIT_READS_WITHIN,
    anchorIntervalMs: given.AUDIT_ANCHOR_INTERVAL,
    anchorFile: given.AUDIT_ANCHOR_FILE ?? null,
    anchorStorage: parseStorage(given),
  };
}

function parseStorage(given: Variables): ObjectStorage | null {
  const url = given.AUDIT_ANCHOR_URL;
  if (url === undefined) return null;
  const accessKeyId = given.AUDIT_ANCHOR_ACCESS_KEY_ID;
  const secretAccessKey = given.AUDIT_ANCHOR_SECRET_ACCESS_KEY;
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new ConfigurationError(
      [
        ...(accessKeyId === undefined ? ['AUDIT_ANCHOR_ACCESS_KEY_ID'] : []),
        ...(secretAccessKey === undefined ? ['AUDIT_ANCHOR_SECRET_ACCESS_KEY'] : []),
      ].map((name) => `${name}: is missing, but AUDIT_ANCHOR_URL is set`),
    );
  return {
    url,
    region: given.AUDIT_ANCHOR_REGION,
    accessKeyId,
    secretAccessKey,
    retentionDays: given.AUDIT_RETENTION_DAYS,
  };
}
