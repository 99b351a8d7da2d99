import proxyAddr from '@fastify/proxy-addr';
import type { ConnectionLimits } from '@customer-graph/process/connection-limits';
import { rateKeyOf } from '../limits/rate-key.ts';

/** Limits for the gateway's port. A trusted proxy holds the connections of many clients, so it has none of its own. */
export function connectionLimits(
  { total, perAddress }: { readonly total: number; readonly perAddress: number },
  trustedProxies: readonly string[],
): ConnectionLimits {
  const isTrusted = trustedProxies.length > 0 ? proxyAddr.compile([...trustedProxies]) : () => false;
  return {
    total,
    perKey: perAddress,
    keyOf: (address) => (isTrusted(address, 0) ? null : rateKeyOf(address)),
  };
}
