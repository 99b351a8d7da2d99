import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/** Parses the host name of a Host header; IPv6 addresses lose their brackets. */
function nameOf(host: string): string | null {
  const url = URL.parse(`http://${host}`);
  return url?.host === host.toLowerCase() ? url.hostname.replace(/^\[|\]$/g, '') : null;
}

/**
 * Returns whether a request can come only from a page of this server, or from a program. A name that is not known to be
 * this machine's can be rebound to it by DNS, and a page of another site can send forms. An address cannot be rebound.
 */
export function isFromOwnPage({ host = '', origin }: IncomingHttpHeaders, publicUrl: string | null): boolean {
  const name = nameOf(host);
  const isOwnName =
    name !== null &&
    (name === 'localhost' ||
      name.endsWith('.localhost') ||
      isIP(name) !== 0 ||
      (publicUrl !== null && name === new URL(publicUrl).hostname));
  return isOwnName && (origin === undefined || URL.parse(origin)?.host === host.toLowerCase());
}
