import { parseJson } from '@customer-graph/process/parse-json';
import type { AssertionSigner } from '@customer-graph/protocol/assertion';
import { failureOf } from '@customer-graph/protocol/call-client';
import { GraphError } from '@customer-graph/protocol/errors';
import { downloadAudience, downloadMetadata, downloadRequest, type Download } from '@customer-graph/protocol/messages';
import { narrowAssertion } from '@customer-graph/protocol/narrow-assertion';
import type { Assertion } from '@customer-graph/protocol/principal';
import type { Connections } from '../fetching/connections.ts';
import type { Topology } from '../supergraph/topology.ts';

/**
 * Opens the file of a link at the subgraph that made the link.
 *
 * @param left aborted once nobody waits for the file
 */
export type OpenDownload = (link: string, assertion: Assertion, left: AbortSignal) => Promise<Download>;

/** Time limit of a download, in milliseconds. It is longer than a query's, because it depends on the client's connection. */
const downloadMs = 120_000;

export const createOpenDownload =
  (topology: Topology, connections: Connections, signer: AssertionSigner): OpenDownload =>
  async (link, given, left) => {
    const request = downloadRequest.safeParse({ link }).data;
    if (!request) throw new GraphError('NOT_FOUND');
    const server = topology.downloadServer();
    const { permissions } = server;
    const assertion = narrowAssertion({ ...given, deadline: Date.now() + downloadMs }, permissions);
    const body = JSON.stringify(request);
    const token = signer.sign(assertion, downloadAudience(server.name), body);
    const response = await connections.to(server).download({ body, assertion: token }, assertion.deadline, left);
    const parsed = parseJson(response.body);
    if (response.status !== 200 || !response.content) throw failureOf(parsed, permissions.system);
    const metadata = downloadMetadata.safeParse(parsed).data;
    if (metadata) return { metadata, content: response.content };
    response.content.destroy();
    throw new GraphError('UPSTREAM_INVALID_RESPONSE', { ...(permissions.system && { system: permissions.system }) });
  };
