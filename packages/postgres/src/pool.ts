import pg from 'pg';
import { connectionsOf, type Connections, type SessionAttributes } from './url.ts';

export interface PostgresPoolOptions extends Omit<pg.PoolConfig, 'connectionString' | 'options' | 'statement_timeout'> {
  /** As libpq reads it. */
  readonly url: string;
  /** Settings of every session. They win over those of the URL. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Errors of poolers that refuse startup options: PgBouncer (08P01, "unsupported startup parameter") and RDS Proxy (0A000,
 * "RDS Proxy currently doesn't support command-line options"; Amazon RDS user guide, "Limitations of RDS Proxy").
 */
const refusalCodes: ReadonlySet<string | undefined> = new Set(['08P01', '0A000']);
/** A wrong password or database is wrong at every host (libpq tries no other host either). */
const finalCodes: ReadonlySet<string | undefined> = new Set(['28P01', '3D000']);

const codeOf = (error: unknown): string | undefined => (error instanceof pg.DatabaseError ? error.code : undefined);

const asOptions = (settings: Readonly<Record<string, string>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replaceAll(/[\\\s]/g, '\\$&')}`)
    .join(' ');

const asStatement = (settings: Readonly<Record<string, string>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `set ${name} = ${pg.escapeLiteral(value)}`)
    .join('; ');

/** Servers that each value of `target_session_attrs` permits, in the order of preference. */
const preferences: Readonly<Record<SessionAttributes, readonly ((server: ServerState) => boolean)[]>> = {
  any: [() => true],
  'read-write': [({ isReadOnly, isStandby }) => !isReadOnly && !isStandby],
  'read-only': [({ isReadOnly, isStandby }) => isReadOnly || isStandby],
  primary: [({ isStandby }) => !isStandby],
  standby: [({ isStandby }) => isStandby],
  'prefer-standby': [({ isStandby }) => isStandby, () => true],
};

interface ServerState {
  readonly isStandby: boolean;
  readonly isReadOnly: boolean;
}

const serverState = `select pg_is_in_recovery() as "isStandby", current_setting('default_transaction_read_only') = 'on' as "isReadOnly"`;

/** Connects briefly to each address in turn, and returns the first that answers as demanded. */
async function locate({ urls, attributes }: Connections, timeoutMs: number): Promise<string> {
  let failure: unknown = new Error('no host permits the session that target_session_attrs demands');
  for (const isWanted of preferences[attributes]) {
    for (const connectionString of urls) {
      const client = new pg.Client({ connectionString, connectionTimeoutMillis: timeoutMs });
      client.on('error', () => undefined);
      try {
        await client.connect();
        const { rows } = attributes === 'any' ? { rows: [] } : await client.query<ServerState>(serverState);
        if (isWanted(rows[0] ?? { isStandby: false, isReadOnly: false })) return connectionString;
      } catch (error) {
        failure = error;
        if (finalCodes.has(codeOf(error))) throw error;
      } finally {
        client.end().catch(() => undefined);
      }
    }
  }
  throw failure;
}

/** Creates a pool. Its connections go to the first host that answers, at the time when each is opened. */
export function createPostgresPool({ url, settings: own = {}, ...config }: PostgresPoolOptions): pg.Pool {
  const connections = connectionsOf(url);
  const [first] = connections?.urls ?? [];
  if (!connections || first === undefined) throw new Error('not a postgres:// URL');
  const settings = { ...connections.settings, ...own };
  const isSet = Object.keys(settings).length > 0;
  const isSearched = connections.urls.length > 1 || connections.attributes !== 'any';
  const hostTimeoutMs = Math.ceil((config.connectionTimeoutMillis ?? 30_000) / connections.urls.length);
  let current = first;
  let refusesOptions = false;

  class Client extends pg.Client {
    constructor(given?: pg.ClientConfig) {
      const options = isSet && !refusesOptions ? { options: asOptions(settings) } : {};
      super({ ...given, connectionString: current, ...options });
    }
  }

  class Pool extends pg.Pool {
    async #open(): Promise<pg.PoolClient> {
      if (isSearched && this.idleCount === 0 && this.totalCount < this.options.max)
        current = await locate(connections as Connections, hostTimeoutMs);
      const sendsOptions = !refusesOptions;
      try {
        return await super.connect();
      } catch (error) {
        if (!isSet || !sendsOptions || !refusalCodes.has(codeOf(error))) throw error;
        refusesOptions = true;
        return super.connect();
      }
    }

    override connect(): Promise<pg.PoolClient>;
    override connect(callback: Parameters<pg.Pool['connect']>[0]): void;
    override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | void {
      const opened = this.#open();
      if (!callback) return opened;
      opened.then(
        (client) => callback(undefined, client, (failed?: Error | boolean) => client.release(failed)),
        (error: unknown) =>
          callback(error instanceof Error ? error : new Error(String(error)), undefined, () => undefined),
      );
    }
  }

  return new Pool({
    ...config,
    Client,
    // The pool waits for the promise (pg-pool 3.9), which its types do not say.
    // eslint-disable-next-line @typescript-eslint/no-misused-promises
    onConnect: async (client) => {
      if (isSet && refusesOptions) await client.query(asStatement(settings));
    },
  });
}
