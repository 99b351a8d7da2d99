import { z } from 'zod';

/** The environment does not say what the program needs to know. Every bad or missing variable is named, all at once. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  /** sysexits.h EX_CONFIG */
  readonly exitCode = 78;
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Parses the variables that `shape` names. An empty variable is an unset one. Values are never repeated: they may be secrets. */
export function parseEnvironment<Shape extends z.ZodRawShape>(
  environment: Environment,
  shape: Shape,
): z.infer<z.ZodObject<Shape>> {
  const given = Object.fromEntries(Object.keys(shape).map((name) => [name, environment[name] || undefined]));
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

/** Runs several parsers and reports what all of them found. */
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

export const portNumber = z.coerce
  .number('must be a port number')
  .int()
  .min(0, 'must be a port number')
  .max(65_535, 'must be a port number');
/** Default: every interface. */
export const hostName = z
  .union([z.ipv4(), z.ipv6(), z.literal('localhost')], { error: 'must be an address of this machine' })
  .default('::');
export const baseUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
  .transform((url) => url.replace(/\/+$/, ''));
export const milliseconds = z.coerce
  .number('must be a number of milliseconds')
  .int()
  .positive('must be a number of milliseconds');
/** Entries separated by commas; empty: none. */
export const list = z
  .string()
  .prefault('')
  .transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter(Boolean),
  );
export const origins = list.refine(
  (given) => given.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
  {
    error: 'must be origins separated by commas, https://app.example.com',
  },
);
