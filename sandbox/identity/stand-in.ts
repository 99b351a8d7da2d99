import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import type { Switches } from '../behaviour.ts';
import type { CallLog } from '../calls.ts';
import type { Faults } from '../faults.ts';
import { startStandIn, type StandIn } from '../stand-in.ts';
import { parseParameters, textOf } from '../stripe/parameters.ts';
import { clients, identities, type Claims } from './identities.ts';

export interface IdentityOptions {
  readonly host: string;
  readonly port: number;
  readonly audience: string;
  readonly publicHost: string;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly switches: Switches;
}

export interface IdentityProvider extends StandIn {
  /** A token with these claims, and with default values for missing `iss`, `aud`, `iat` and `exp`. */
  mint(claims: Claims, lifetimeSeconds?: number, typ?: string): Promise<string>;
  /** Signs later tokens with a new key. The old key stays published. */
  rotate(): Promise<void>;
}

/** RFC 6749, 2.3.1: client id and secret by HTTP Basic. */
function basicCredentials(authorization: string | undefined): [string, string] | undefined {
  const [, encoded] = /^Basic (.+)$/.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':');
  return [id, secret];
}

type Key = { readonly kid: string; readonly privateKey: CryptoKey; readonly jwk: JWK };

async function createKey(): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = crypto.randomUUID();
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}

export async function startIdentity(options: IdentityOptions): Promise<IdentityProvider> {
  let keys: [Key, ...Key[]] = [await createKey()];
  let issuer = '';

  const mint = (claims: Claims, lifetimeSeconds = 3_600, typ = 'at+jwt'): Promise<string> => {
    const now = Math.floor(Date.now() / 1_000);
    const [{ kid, privateKey }] = keys;
    return new SignJWT({ iss: issuer, aud: options.audience, iat: now, exp: now + lifetimeSeconds, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid, typ })
      .sign(privateKey);
  };

  const standIn = await startStandIn({
    ...options,
    vendor: 'identity',
    errorBody: () => ({ error: 'server_error' }),
    register(app) {
      app.removeAllContentTypeParsers();
      app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
      app.get('/.well-known/openid-configuration', async () => ({
        issuer,
        jwks_uri: `${issuer}/jwks`,
        token_endpoint: `${issuer}/token`,
        grant_types_supported: ['client_credentials'],
        token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
        id_token_signing_alg_values_supported: ['ES256'],
        subject_types_supported: ['public'],
        response_types_supported: ['token'],
      }));
      app.get('/jwks', async () => ({ keys: keys.map(({ jwk }) => jwk) }));
      // RFC 6749, 4.4: client credentials.
      app.post('/token', async (request, reply) => {
        const input = parseParameters(typeof request.body === 'string' ? request.body : '');
        if (textOf(input, 'grant_type') !== 'client_credentials')
          return reply.code(400).send({ error: 'unsupported_grant_type' });
        const [id, secret] = basicCredentials(request.headers.authorization) ?? [
          textOf(input, 'client_id') ?? '',
          textOf(input, 'client_secret'),
        ];
        const client = Object.hasOwn(clients, id) ? clients[id] : undefined;
        if (!client || client.secret !== secret) return reply.code(401).send({ error: 'invalid_client' });
        const token = await mint(identities[client.identity] ?? {});
        return reply.send({ access_token: token, token_type: 'Bearer', expires_in: 3_600 });
      });
    },
  });
  // The issuer in tokens must be the URL under which other machines reach it.
  issuer = standIn.url.replace('127.0.0.1', options.publicHost);

  return {
    ...standIn,
    mint,
    async rotate() {
      keys = [await createKey(), ...keys];
    },
  };
}
