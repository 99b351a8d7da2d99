import type { Readable } from 'node:stream';
import { z } from 'zod';
import { defaultMessages } from './errors.ts';
import type { Assertion } from './principal.ts';

/** A request to a subgraph: a GraphQL request, a call, an upload or a download. */
export interface SubgraphRequest {
  /** JSON text. The assertion signs exactly these bytes. */
  readonly body: string;
  readonly assertion: string | undefined;
}

/** A GraphQL request. */
export interface GraphQLRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
}

/** Whether a value has the form of a GraphQL request. */
export const graphqlRequest = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** The response to any of these requests. */
export interface SubgraphResponse extends ResponseEffects {
  /** HTTP status. */
  readonly status: number;
  /** JSON text. */
  readonly body: string;
}

/** The response to a GraphQL request within one process. */
export interface LocalResponse extends ResponseEffects {
  /** A GraphQL response. Its objects belong to the receiver. */
  readonly answer: unknown;
}

/** What a request did beside its response. */
export interface ResponseEffects {
  /** Number of vendor calls that the request took. */
  readonly calls: number;
  /** Ids of contacts whose memberships the request changed. The gateway drops its cached data about them. */
  readonly membershipsChanged: readonly string[];
  /** Subjects (`kind:id`) that the event receiver must process. */
  readonly followUps: readonly string[];
}

/** Response header: number of vendor calls. */
export const callsHeader = 'x-upstream-calls';
/** Response header: contact ids whose memberships changed, separated by commas. */
export const membershipsHeader = 'x-memberships-changed';
/** Response header: follow-ups, separated by commas. */
export const followUpsHeader = 'x-follow-ups';
/** Response header of a download: its metadata, as base64url of JSON. */
export const downloadHeader = 'x-download-metadata';
/** Request header of a query: the subgraph may stop working on it when the connection is closed. Never of a mutation. */
export const stoppableHeader = 'x-stoppable';
/** Request header of an upload: its metadata, as base64url of JSON. */
export const uploadHeader = 'x-upload-metadata';

/** A running subgraph, as `createSubgraph` returns it. Every response without a valid assertion is `unauthorized`. */
export interface Subgraph extends AsyncDisposable {
  readonly name: string;
  /**
   * Executes a GraphQL request, `_service` and `_entities` included.
   *
   * @param left aborted once nobody waits for the response: no further vendor call begins
   */
  query(request: SubgraphRequest, left?: AbortSignal): Promise<SubgraphResponse>;
  /**
   * Executes a GraphQL request of the gateway in the same process: without a signature, because the caller holds this object, and
   * without JSON. The response shares no object with the subgraph.
   *
   * @param left as for `query`
   */
  queryLocal?(request: GraphQLRequest, assertion: Assertion, left?: AbortSignal): Promise<LocalResponse>;
  /** Accepts a file. The signed body is its metadata as JSON; the response contains a token for later mutations. */
  upload(request: SubgraphRequest, content: Readable): Promise<SubgraphResponse>;
  /**
   * Opens a file. The signed body is `{"link"}` as JSON, the last part of an address that the subgraph gave out before.
   *
   * @param left aborted once nobody waits for the response
   */
  download(request: SubgraphRequest, left?: AbortSignal): Promise<SubgraphDownload>;
  /** Runs an unpublished call. Only its permitted callers pass: the gateway, or subgraphs that `supergraph.yaml` lists. */
  command(name: string, request: SubgraphRequest): Promise<SubgraphResponse>;
}

/** An authenticated caller, for the audit trail. */
export const identified = z.strictObject({ kind: z.enum(['CUSTOMER', 'STAFF', 'PARTNER']), subject: z.string() });

/** The body of a download's request. */
export const downloadRequest = z.strictObject({ link: z.string().min(1).max(4_000) });

/** A file that is sent. */
export const downloadMetadata = z.object({
  fileName: z.string(),
  contentType: z.string().nullable(),
  /** Null: unknown. */
  byteSize: z.int().nonnegative().nullable(),
  /** The account to which the file belongs. */
  accountId: z.string(),
  /** The caller for whom the link was made. */
  principal: identified,
});
export type DownloadMetadata = z.infer<typeof downloadMetadata>;

/** An opened file. */
export interface Download {
  readonly metadata: DownloadMetadata;
  /** To be read or destroyed. */
  readonly content: Readable;
}

/** The response to a download. */
export interface SubgraphDownload {
  /** HTTP status. */
  readonly status: number;
  /** JSON text: `DownloadMetadata`, or an error like that of a call. */
  readonly body: string;
  /** Null: an error. */
  readonly content: Readable | null;
  readonly calls: number;
}

/** Name and media type of a file, as the client declared them. */
export const uploadMetadata = z.strictObject({ fileName: z.string(), contentType: z.string() });
export type UploadMetadata = z.infer<typeof uploadMetadata>;

/** The audience of a call's assertion. It differs for each call, so that no assertion is valid for another call or a query. */
export const commandAudience = (name: string, command: string): string => `${name}/commands/${command}`;

/** The audience of an upload's assertion. */
export const uploadAudience = (name: string): string => `${name}/uploads`;

/** The audience of a download's assertion. */
export const downloadAudience = (name: string): string => `${name}/downloads`;

/** The response to a request without a valid assertion. */
export const unauthorized: SubgraphResponse = {
  status: 401,
  body: JSON.stringify({
    errors: [{ message: defaultMessages.UNAUTHENTICATED, extensions: { code: 'UNAUTHENTICATED' } }],
  }),
  calls: 0,
  membershipsChanged: [],
  followUps: [],
};
