import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The environment has missing or invalid variables. The message lists all of them. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  /** EX_CONFIG of sysexits.h. */
  readonly exitCode = 78;
  /** One problem a variable: `NAME: problem`. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const fileVariableOf = (name: string): string => `${name}_FILE`;

/** Whether a variable has a value, or `NAME_FILE` names a file with its value. */
export const isGiven = (environment: Environment, name: string): boolean =>
  Boolean(environment[name] || environment[fileVariableOf(name)]);

/** Returns the environment with `defaults` for the variables that are not given. */
export const withDefaults = (defaults: Environment, environment: Environment): Environment => ({
  ...environment,
  ...Object.fromEntries(Object.entries(defaults).filter(([name]) => !isGiven(environment, name))),
});

/** The reason of a file system error, such as ENOENT. Its message may be long; its code says enough. */
const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'failed');

/**
 * Returns a variable's value, read from the file that `NAME_FILE` names if there is one. Without the newline at its end.
 *
 * @throws {ConfigurationError} with the path, never the content
 */
function valueOf(environment: Environment, name: string): string | undefined {
  const value = environment[name] || undefined;
  const fileVariable = fileVariableOf(name);
  const path = environment[fileVariable];
  if (!path) return value;
  if (value !== undefined) throw new ConfigurationError([`${name}: is also given by ${fileVariable}: set one of them`]);
  let content: string;
  try {
    content = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new ConfigurationError([`${fileVariable}: cannot read ${path}: ${codeOf(error)}`]);
  }
  if (content === '') throw new ConfigurationError([`${fileVariable}: ${path} is empty`]);
  return content;
}

/**
 * Parses the variables of `shape` and returns their values. An empty variable counts as unset. `NAME_FILE` can name a file
 * with the value of `NAME`, for secrets.
 *
 * @throws {ConfigurationError} with every problem. Values never appear in it: they can be secrets.
 * @example
 * const { PORT } = parseEnvironment(process.env, { PORT: portNumber.default(4000) });
 */
export function parseEnvironment<Shape extends z.ZodRawShape>(
  environment: Environment,
  shape: Shape,
): z.infer<z.ZodObject<Shape>> {
  const given = parseTogether(
    Object.fromEntries(Object.keys(shape).map((name) => [name, () => valueOf(environment, name)])),
  );
  const result = z.object(shape).safeParse(given);
  if (result.success) return result.data;
  throw new ConfigurationError(
    result.error.issues.map((issue) => {
      const name = issue.path.map(String).join('.');
      const missing = issue.code === 'invalid_type' && given[name] === undefined;
      return `${name}: ${missing ? 'is missing' : issue.message}`;
    }),
  );
}

/**
 * Runs several parsers and returns their results under the same names.
 *
 * @throws {ConfigurationError} with the problems of all parsers
 */
export function parseTogether<T extends Record<string, () => unknown>>(
  parsers: T,
): { [Name in keyof T]: ReturnType<T[Name]> } {
  const problems: string[] = [];
  const parsed: Record<string, unknown> = {};
  for (const [name, parse] of Object.entries(parsers)) {
    try {
      parsed[name] = parse();
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ConfigurationError([...new Set(problems)]);
  return parsed as { [Name in keyof T]: ReturnType<T[Name]> };
}

/** A variable with a port number; 0 asks the operating system for a free port. */
export const portNumber = z.coerce
  .number('must be a port number')
  .int()
  .min(0, 'must be a port number')
  .max(65_535, 'must be a port number');
/** A variable with an address to listen on. Default: all interfaces. */
export const hostName = z
  .union([z.ipv4(), z.ipv6(), z.literal('localhost')], { error: 'must be an IP address or localhost' })
  .default('::');
/** A variable with an http(s) URL. Trailing slashes are removed. */
export const baseUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
  .transform((url) => url.replace(/\/+$/, ''));
/** A variable with a positive number of milliseconds. */
export const milliseconds = z.coerce
  .number('must be a number of milliseconds')
  .int()
  .positive('must be a number of milliseconds');
/** A variable with entries separated by commas. Unset: an empty list. */
export const commaSeparated = z
  .string()
  .prefault('')
  .transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter(Boolean),
  );
/** A variable with web origins separated by commas. */
export const origins = commaSeparated.refine(
  (given) => given.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
  {
    error: 'must be origins separated by commas, such as https://app.example.com',
  },
);
