import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { publicKeyVariable } from '../shared/assertion/keys.ts';
import {
  baseUrl,
  ConfigurationError,
  hostName,
  milliseconds,
  parseEnvironment,
  portNumber,
  type Environment,
} from '../shared/configuration.ts';
import { productMapping, type ProductMapping } from './product-mapping.ts';

export interface UsageConfig {
  readonly databaseUrl: string;
  readonly statementTimeoutMs: number;
  readonly poolSize: number;
  readonly mapping: ProductMapping;
  /** Where the product hears of changes; null: nobody is told. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
}

const defaultMapping = new URL('./mappings/tenants.json', import.meta.url);

/** A variable that names the file of a mapping; what is wrong in it is said where it stands. */
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
        .map((issue) => `${issue.path.map(String).join('.') || 'the mapping'}: ${issue.message}`)
        .join('; '),
    );
  });

export function parseUsageConfig(environment: Environment): UsageConfig {
  const given = parseEnvironment(environment, {
    PRODUCT_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' }),
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
      `${url === undefined ? 'PRODUCT_WEBHOOK_URL' : 'PRODUCT_WEBHOOK_SECRET'}: is missing: the address and the secret go together`,
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

/** What the subgraph needs besides when it runs as a process of its own. */
export const parseUsageProcess = (environment: Environment) =>
  parseEnvironment(environment, {
    PORT: portNumber.default(4003),
    HOST: hostName,
    GATEWAY_PUBLIC_KEY: publicKeyVariable,
    CONSISTENCY_PUBLIC_KEY: publicKeyVariable,
    LINKS_PUBLIC_KEY: publicKeyVariable,
  });
