import type { Readable } from 'node:stream';
import { z } from 'zod';
import { parseJson } from '@customer-graph/process/parse-json';
import type { AssertionSigner } from '@customer-graph/protocol/assertion';
import { failureOf } from '@customer-graph/protocol/call-client';
import { uploadAudience, type UploadMetadata } from '@customer-graph/protocol/messages';
import { narrowAssertion } from '@customer-graph/protocol/narrow-assertion';
import type { Assertion } from '@customer-graph/protocol/principal';
import type { Connections } from '../fetching/connections.ts';
import type { Topology } from '../supergraph/topology.ts';

/** Streams a file to the subgraph that accepts uploads and returns its token for later mutations. */
export type ForwardUpload = (metadata: UploadMetadata, content: Readable, assertion: Assertion) => Promise<string>;

/** Time limit of an upload, in milliseconds. It is longer than a query's, because it depends on the client's connection. */
const uploadMs = 120_000;
const uploaded = z.object({ token: z.string() });

export const createForwardUpload =
  (topology: Topology, connections: Connections, signer: AssertionSigner): ForwardUpload =>
  async (metadata, content, given) => {
    const receiver = topology.uploadReceiver();
    const { permissions } = receiver;
    const assertion = narrowAssertion({ ...given, deadline: Date.now() + uploadMs }, permissions);
    const body = JSON.stringify(metadata);
    const token = signer.sign(assertion, uploadAudience(receiver.name), body);
    const response = await connections.to(receiver).upload({ body, assertion: token }, content, assertion.deadline);
    const parsed = parseJson(response.body);
    const done = response.status === 200 ? uploaded.safeParse(parsed).data : undefined;
    if (done) return done.token;
    throw failureOf(parsed, permissions.system);
  };
