import { z } from 'zod';
import { GraphError } from '@customer-graph/protocol/errors';
import { withFields } from '@customer-graph/upstream/field-by-field';
import type { Upstream, UpstreamStream } from '@customer-graph/upstream/client';
import { text } from '@customer-graph/upstream/shapes';
import type { SupportSource } from '../port.ts';
import { objectIn, parse, unusable } from './answers.ts';
import type { Authentication } from './authentication.ts';
import { refusalOf, type Zendesk } from './client.ts';
import { fromZendeskAttachment, isWithheld } from './mapping/comment.ts';

export interface FilesOptions {
  readonly zendesk: Zendesk;
  readonly base: string;
  readonly authentication: Authentication;
  readonly upstream: Upstream;
  /** Hosts to which Zendesk may redirect for a file, beside its own. */
  readonly fileHosts: readonly string[];
}

const maxRedirects = 3;
const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/** Zendesk API, "Ticket attachments": the path below which files are, on whichever of its host names. */
const contentPath = /^\/attachments\/token\/[^/]+\/?$/;

/**
 * Opens files. With private attachments on, Zendesk redirects a caller with credentials to a temporary address on another
 * host, and one without to its sign-in page. Only Zendesk's own host gets the credentials.
 */
export function createFiles({
  zendesk,
  base,
  authentication,
  upstream,
  fileHosts,
}: FilesOptions): Pick<SupportSource, 'openFile'> {
  const { accessToken } = authentication;
  const baseUrl = new URL(base);

  /** Host names of brands and mapped ones lead to the same files as the configured one. */
  function addressOf(contentUrl: string): URL {
    const url = URL.canParse(contentUrl) ? new URL(contentUrl) : undefined;
    if (!url || !contentPath.test(url.pathname)) throw unusable('attachment.content_url is not of a known form');
    return new URL(`${url.pathname}${url.search}`, baseUrl);
  }

  const isAllowed = ({ protocol, hostname, origin, pathname }: URL): boolean =>
    // Zendesk's own host redirects to its sign-in page too.
    (origin === baseUrl.origin && contentPath.test(pathname)) ||
    (protocol === baseUrl.protocol && fileHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`)));

  async function openWithCredentials(url: URL): Promise<UpstreamStream> {
    const open = (token: string) => upstream.open({ url: url.href, headers: authentication.headers(token) });
    const token = await accessToken.current();
    const response = await open(token);
    const renewed = response.status === 401 ? await accessToken.renewAfterRefusal(token) : null;
    if (renewed === null) return response;
    response.content.destroy();
    return open(renewed);
  }

  async function follow(first: URL): Promise<UpstreamStream> {
    let response = await openWithCredentials(first);
    let url = first;
    for (let redirects = 0; isRedirect(response.status) && redirects < maxRedirects; redirects += 1) {
      response.content.destroy();
      const { location } = response.headers;
      url = new URL(parse(text, location, 'location'), url);
      if (!isAllowed(url))
        throw new GraphError('UPSTREAM_UNAVAILABLE', {
          system: 'SUPPORT',
          retryable: false,
          cause: new Error(
            'an attachment redirects to a sign-in page, or to a host that ZENDESK_FILE_HOSTS does not name',
          ),
        });
      response = await upstream.open({ url: url.href, headers: {} });
    }
    return response;
  }

  return {
    async openFile(attachmentId) {
      const answer = await zendesk.getOne(`attachments/${attachmentId}`);
      const raw = answer && objectIn(answer, 'attachment');
      if (!raw || isWithheld(raw)) return null;
      const contentUrl = parse(z.url(), raw.content_url, 'attachment.content_url');
      const { status, headers, content } = await follow(addressOf(contentUrl));
      if (status === 200)
        return { file: withFields(fromZendeskAttachment(raw), { byteSize: lengthOf(headers) }), content };
      content.destroy();
      if (status === 404) return null;
      if (status === 429 || status >= 500)
        throw new GraphError(status === 429 ? 'UPSTREAM_RATE_LIMITED' : 'UPSTREAM_UNAVAILABLE', {
          system: 'SUPPORT',
          cause: new Error(`status ${status}`),
        });
      throw refusalOf(status, 'attachments', {});
    },
  };
}

/** The size of the content that arrives. Zendesk's record of it may differ. Null: not announced. */
function lengthOf({
  'content-length': length,
  'content-encoding': encoding,
}: Readonly<Record<string, string>>): number | null {
  const size = Number(length);
  return length !== undefined && encoding === undefined && Number.isSafeInteger(size) ? size : null;
}
