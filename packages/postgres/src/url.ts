import pg from 'pg';
import { z } from 'zod';

/** The kind of server that `target_session_attrs` demands (PostgreSQL, "Parameter Key Words"). */
const attributes = ['any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby'] as const;
export type SessionAttributes = (typeof attributes)[number];

/** A URL for one or several hosts, as `pg` connects to them. */
export interface Connections {
  /** URLs of single connections, in the order in which to try them. */
  readonly urls: readonly string[];
  readonly attributes: SessionAttributes;
  /** Settings of the session that the URL gives as `options=-c name=value`. */
  readonly settings: Readonly<Record<string, string>>;
}

const shape = /^(postgres(?:ql)?:\/\/)([^/?#]*)([^?#]*)(?:\?([^#]*))?$/;
const libpqModes: ReadonlySet<string> = new Set(['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full']);

/** Modes of a connection in the order in which libpq tries them. */
function modesOf(mode: string | null): readonly (string | null)[] {
  if (mode === 'prefer') return ['prefer', 'disable'];
  if (mode === 'allow') return ['disable', 'prefer'];
  return [mode];
}

/** Reads a URL. Undefined: it is not a URL of PostgreSQL. */
export function connectionsOf(given: string): Connections | undefined {
  const [, scheme = '', authority = '', path = '', query = ''] = shape.exec(given) ?? [];
  if (scheme === '') return undefined;
  const parameters = new URLSearchParams(query);
  const take = (name: string): string | null => {
    const value = parameters.get(name);
    parameters.delete(name);
    return value;
  };
  const at = authority.lastIndexOf('@') + 1;
  const ports = take('port')?.split(',');
  const hosts = take('host')?.split(',') ?? authority.slice(at).split(',');
  const wanted = z.enum(attributes).safeParse(take('target_session_attrs') ?? 'any');
  if (!wanted.success) return undefined;
  const settings = Object.fromEntries(
    [...(take('options') ?? '').matchAll(/(?:-c\s*|--)([\w.]+)=((?:\\.|\S)*)/g)].map(([, name = '', value = '']) => [
      name,
      value.replaceAll(/\\(.)/g, '$1'),
    ]),
  );
  // These would lift the limits of the program.
  for (const name of ['statement_timeout', 'query_timeout']) parameters.delete(name);
  let mode = take('sslmode');
  // libpq 16: the authorities of the system, and always with the host's name.
  if (parameters.get('sslrootcert') === 'system') {
    parameters.delete('sslrootcert');
    mode = 'verify-full';
  }
  if (mode !== null && libpqModes.has(mode)) parameters.set('uselibpqcompat', 'true');
  const urls = hosts.flatMap((host, index) =>
    modesOf(mode).map((each) => {
      const own = new URLSearchParams(parameters);
      if (each !== null) own.set('sslmode', each);
      const port = ports?.[index] ?? ports?.[0];
      const isSocket = host.startsWith('/') || host.startsWith('%2');
      if (isSocket) own.set('host', decodeURIComponent(host));
      const name = isSocket ? '' : `${host}${port === undefined ? '' : `:${port}`}`;
      return `${scheme}${authority.slice(0, at)}${name}${path}?${own.toString()}`;
    }),
  );
  return { urls, attributes: wanted.data, settings };
}

/** A variable with the URL of a database. Files of certificates are read, so that a missing one is reported at once. */
export const postgresUrl = z.string().superRefine((given, context) => {
  const fail = (message: string): void => context.addIssue({ code: 'custom', message });
  const connections = connectionsOf(given);
  if (!connections) {
    fail('must be a postgres:// URL');
    return;
  }
  try {
    for (const connectionString of connections.urls) new pg.Client({ connectionString });
  } catch (error) {
    // The driver's messages can quote the URL.
    if (error instanceof Error && 'path' in error) fail('names a certificate file that cannot be read');
    else if (/sslmode=verify-ca/.test(given)) fail('sslmode=verify-ca needs sslrootcert');
    else fail('must be a postgres:// URL');
  }
});
