import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface TestProxy extends AsyncDisposable {
  readonly port: number;
  /** Hosts to which a client asked for a tunnel. */
  readonly hosts: Set<string>;
  /** The User-Agent of each request in a tunnel without TLS, by host. A request without one is an empty text. */
  readonly userAgents: Map<string, Set<string>>;
}

export interface TestProxyOptions {
  /** Returns the port on this machine that stands for a host. */
  readonly portOf: (host: string, port: number) => number;
  /** `user:password`. Default: none are needed. */
  readonly credentials?: string;
}

/** An HTTP proxy with CONNECT that knows names of its own, so that a request that avoids it cannot succeed. */
export async function startProxy({ portOf, credentials }: TestProxyOptions): Promise<TestProxy> {
  const hosts = new Set<string>();
  const userAgents = new Map<string, Set<string>>();
  const sockets = new Set<Socket>();
  const expected = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;

  const note = (host: string, text: string): void => {
    for (const head of text.split(/(?=^(?:GET|POST|PUT|PATCH|DELETE) \S+ HTTP\/1\.1\r$)/m)) {
      if (!/^\w+ \S+ HTTP\/1\.1\r\n/.test(head)) continue;
      const seen = userAgents.get(host) ?? new Set();
      seen.add(/^user-agent: (.*)\r$/im.exec(`${head.split('\r\n\r\n')[0] ?? ''}\r\n`)?.[1] ?? '');
      userAgents.set(host, seen);
    }
  };

  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connect', (request, client: Socket) => {
    sockets.add(client);
    client.on('error', () => undefined).once('close', () => sockets.delete(client));
    if (expected !== undefined && request.headers['proxy-authorization'] !== expected) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const { hostname, port } = new URL(`http://${request.url ?? ''}`);
    hosts.add(hostname);
    const target = connect(portOf(hostname, Number(port || 80)), '127.0.0.1', () =>
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n'),
    );
    target.on('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')).once('close', () => client.destroySoon());
    client.once('close', () => target.destroy());
    client.on('data', (chunk: Buffer) => note(hostname, chunk.toString('latin1')));
    client.pipe(target).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    hosts,
    userAgents,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
