import { decodeJwt } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Switches } from '../behaviour.ts';
import type { CallLog } from '../calls.ts';
import type { Faults } from '../faults.ts';
import { startStandIn, type StandIn } from '../stand-in.ts';
import { parseParameters, textOf } from '../stripe/parameters.ts';
import { clients, identities, type Claims } from './identities.ts';
import { createSigningKeys, type SigningKeys } from './issuer.ts';
import { toTokenClaims, toUserinfo } from './shape-claims.ts';

export interface IdentityOptions {
  readonly host: string;
  readonly port: number;
  readonly audience: string;
  readonly publicHost: string;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly switches: Switches;
}

/** The two issuers of the stand-in. Each has keys of its own. */
export const issuerNames = ['main', 'second'] as const;
export type IssuerName = (typeof issuerNames)[number];

export interface MintOptions {
  readonly lifetimeSeconds?: number | undefined;
  /** Default: at+jwt. */
  readonly typ?: string | undefined;
  /** Default: main. */
  readonly issuer?: IssuerName | undefined;
}

export interface IdentityProvider extends StandIn {
  /** A token with these claims, and with default values for missing `iss`, `aud`, `iat` and `exp`. */
  mint(claims: Claims, options?: MintOptions): Promise<string>;
  /** Signs later tokens of the main issuer with a new key. The old key stays published. */
  rotate(): Promise<void>;
}

/** The tenant of tokens where the issuer has one. */
export const sandboxTenant = '5b0d6f0c-0000-4000-8000-00000000a001';
/** Tokens whose owners userinfo knows. */
const maxTokens = 10_000;

/** RFC 6749, 2.3.1: client id and secret by HTTP Basic. */
function basicCredentials(authorization: string | undefined): [string, string] | undefined {
  const [, encoded] = /^Basic (.+)$/.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':');
  return [id, secret];
}

export async function startIdentity(options: IdentityOptions): Promise<IdentityProvider> {
  const keys: Readonly<Record<IssuerName, SigningKeys>> = {
    main: await createSigningKeys(),
    second: await createSigningKeys(),
  };
  const behaviour = () => options.switches.get().identity;
  const owners = new LRUCache<string, Claims>({ max: maxTokens });
  let origin = '';

  const baseOf = (name: IssuerName): string => (name === 'main' ? origin : `${origin}/second`);
  /** `iss` of tokens; with the placeholder as the document names it. */
  const issuerOf = (name: IssuerName, tenant: string): string =>
    name === 'main' && behaviour().issuer === 'by tenant' ? `${origin}/${tenant}/v2.0` : baseOf(name);

  async function mint(
    claims: Claims,
    { lifetimeSeconds = 3_600, typ = 'at+jwt', issuer = 'main' }: MintOptions = {},
  ): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const tenant = typeof claims.tid === 'string' ? claims.tid : sandboxTenant;
    const owner = { aud: options.audience, ...claims };
    const token = await keys[issuer].sign(
      {
        iss: issuerOf(issuer, tenant),
        iat: now,
        exp: now + lifetimeSeconds,
        ...(behaviour().issuer === 'by tenant' && { tid: tenant }),
        ...toTokenClaims(owner, behaviour()),
      },
      typ,
    );
    owners.set(token, owner);
    return token;
  }

  const documentOf = (name: IssuerName) => ({
    issuer: issuerOf(name, '{tenantid}'),
    jwks_uri: `${baseOf(name)}/jwks`,
    token_endpoint: `${baseOf(name)}/token`,
    userinfo_endpoint: `${baseOf(name)}/userinfo`,
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    id_token_signing_alg_values_supported: ['ES256'],
    subject_types_supported: ['public'],
    response_types_supported: ['token'],
  });

  const standIn = await startStandIn({
    ...options,
    vendor: 'identity',
    errorBody: () => ({ error: 'server_error' }),
    register(app) {
      app.removeAllContentTypeParsers();
      app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
      const document = '.well-known/openid-configuration';
      for (const name of issuerNames) {
        const path = name === 'main' ? '' : `/${name}`;
        app.get(`${path}/${document}`, async (_request, reply) =>
          behaviour().discovery === 'elsewhere' ? reply.code(404).send({ error: 'not_found' }) : documentOf(name),
        );
        app.get(`${path}/policies/sign-in/${document}`, async () => documentOf(name));
        app.get(`${path}/jwks`, async () => ({ keys: keys[name].published() }));
        // OpenID Connect Core 5.3.3: 401 for tokens that it does not know.
        app.get(`${path}/userinfo`, async (request, reply) => {
          const [, token = ''] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
          const owner = owners.get(token);
          if (!owner || (decodeJwt(token).exp ?? 0) < Date.now() / 1_000)
            return reply.code(401).send({ error: 'invalid_token' });
          return reply.send(toUserinfo(owner, behaviour()));
        });
      }
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
  origin = standIn.url.replace('127.0.0.1', options.publicHost);

  return { ...standIn, mint, rotate: () => keys.main.rotate() };
}
