import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

type Json = Readonly<Record<string, unknown>>;

/** The documents of identity providers, whose real hosts cannot be reached from a test. */
export interface IssuerServer extends AsyncDisposable {
  readonly url: string;
  /** Serves a provider's documents below `/<id>`. Keys of the ids are the server's one key. */
  serve(
    id: string,
    provider: { readonly issuer: string; readonly keys: readonly Json[]; readonly userinfo?: Json },
  ): void;
  discoveryUrl(id: string): string;
  keysUrl(id: string): string;
  sign(header: Json, payload: Json): Promise<string>;
}

export async function startIssuerServer(): Promise<IssuerServer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const answers = new Map<string, unknown>();
  const server = createServer((request, response) => {
    const answer = answers.get(request.url ?? '');
    response.statusCode = answer === undefined ? 404 : 200;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer ?? {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const discoveryUrl = (id: string): string => `${url}/${id}/.well-known/openid-configuration`;
  const keysUrl = (id: string): string => `${url}/${id}/jwks`;
  return {
    url,
    discoveryUrl,
    keysUrl,
    serve(id, { issuer, keys, userinfo }) {
      answers.set(new URL(discoveryUrl(id)).pathname, {
        issuer,
        jwks_uri: keysUrl(id),
        userinfo_endpoint: `${url}/${id}/userinfo`,
      });
      answers.set(`/${id}/jwks`, { keys: keys.map((key) => ({ ...jwk, use: 'sig', ...key })) });
      if (userinfo) answers.set(`/${id}/userinfo`, userinfo);
    },
    sign: (header, payload) => new SignJWT(payload).setProtectedHeader({ alg: 'RS256', ...header }).sign(privateKey),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
