import ipaddr from 'ipaddr.js';

/** An IPv6 customer of an Internet provider owns a whole network of this size, in groups of 16 bits: a /64. */
const networkGroups = 4;

/**
 * The quota key of an anonymous caller: the IPv4 address, or the network of an IPv6 address. A key per IPv6 address would
 * let one customer use 2^64 quotas.
 */
export function rateKeyOf(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address;
  const parsed = ipaddr.IPv6.parse(address);
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString();
  const network = parsed.parts.slice(0, networkGroups).map((group) => group.toString(16).padStart(4, '0'));
  return `${network.join(':')}::/64`;
}
