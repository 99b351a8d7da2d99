import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  baseUrl,
  ConfigurationError,
  milliseconds,
  parseEnvironment,
  type Environment,
} from '@customer-graph/process/configuration';
import { postgresUrl } from '@customer-graph/postgres/url';
import { productMapping, type ProductMapping } from './postgres/product-mapping.ts';

export interface UsageConfig {
  readonly databaseUrl: string;
  readonly statementTimeoutMs: number;
  readonly poolSize: number;
  readonly mapping: ProductMapping;
  /** Receives notifications of changes; null: none are sent. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
}

const defaultMapping = new URL('./mappings/tenants.json', import.meta.url);

/** A variable with the path of a mapping file. Messages name the wrong setting by its path in the file. */
const mappingFile = z
  .string()
  .optional()
  .transform((path, context): ProductMapping => {
    const fail = (message: string): never => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    let given: unknown;
    try {
      given = JSON.parse(readFileSync(path ?? defaultMapping, 'utf8'));
    } catch (error) {
      return fail(error instanceof SyntaxError ? 'is not JSON' : 'cannot be read');
    }
    const parsed = productMapping.safeParse(given);
    if (parsed.success) return parsed.data;
    return fail(
      parsed.error.issues
        .map((issue) => `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`)
        .join('; '),
    );
  });

export function parseUsageConfig(environment: Environment): UsageConfig {
  const given = parseEnvironment(environment, {
    PRODUCT_DATABASE_URL: postgresUrl,
    PRODUCT_STATEMENT_TIMEOUT: milliseconds.default(5_000),
    PRODUCT_POOL_SIZE: z.coerce.number('must be a number').int().positive('must be a positive number').default(10),
    PRODUCT_MAPPING: mappingFile,
    PRODUCT_WEBHOOK_URL: baseUrl.optional(),
    PRODUCT_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]{32,}=*$/, 'must be whsec_ and at least 24 bytes in base64')
      .optional(),
  });
  const { PRODUCT_WEBHOOK_URL: url, PRODUCT_WEBHOOK_SECRET: secret } = given;
  if ((url === undefined) !== (secret === undefined)) {
    throw new ConfigurationError([
      `${url === undefined ? 'PRODUCT_WEBHOOK_URL' : 'PRODUCT_WEBHOOK_SECRET'}: is missing: set both PRODUCT_WEBHOOK_URL and PRODUCT_WEBHOOK_SECRET, or neither`,
    ]);
  }
  return {
    databaseUrl: given.PRODUCT_DATABASE_URL,
    statementTimeoutMs: given.PRODUCT_STATEMENT_TIMEOUT,
    poolSize: given.PRODUCT_POOL_SIZE,
    mapping: given.PRODUCT_MAPPING,
    webhook: url === undefined || secret === undefined ? null : { url, secret },
  };
}
