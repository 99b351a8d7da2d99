import { createPrivateKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { ConfigurationError, parseEnvironment, type Environment } from './configuration.ts';

/** A process's certificate and key, and the authority whose certificates it accepts. All in PEM. */
export interface MutualTls {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

const parsesWith = (parse: (pem: string) => unknown) => (pem: string) => {
  try {
    return Boolean(parse(pem));
  } catch {
    return false;
  }
};
const certificate = z
  .string()
  .refine(
    parsesWith((pem) => new X509Certificate(pem)),
    'must be a certificate in PEM',
  )
  .optional();

/** Parses `TLS_CERT`, `TLS_KEY` and `TLS_CA`, usually given by `TLS_CERT_FILE` and so on. None: null. */
export function parseMutualTls(environment: Environment): MutualTls | null {
  const {
    TLS_CERT: cert,
    TLS_KEY: key,
    TLS_CA: ca,
  } = parseEnvironment(environment, {
    TLS_CERT: certificate,
    TLS_KEY: z.string().refine(parsesWith(createPrivateKey), 'must be a private key in PEM').optional(),
    TLS_CA: certificate,
  });
  if (cert !== undefined && key !== undefined && ca !== undefined) return { cert, key, ca };
  if (cert === undefined && key === undefined && ca === undefined) return null;
  throw new ConfigurationError(['TLS_CERT: set all of TLS_CERT, TLS_KEY and TLS_CA, or none']);
}
