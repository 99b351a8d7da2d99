import type { Readable } from 'node:stream';
import type { SubgraphRequest, SubgraphResponse } from '../subgraph.ts';

/** The way to one subgraph, in this process or over HTTP. Both reject where it cannot be reached before the deadline. */
export interface Transport {
  query(request: SubgraphRequest, deadline: number): Promise<SubgraphResponse>;
  /** A file, as it comes. */
  upload(request: SubgraphRequest, content: Readable, deadline: number): Promise<SubgraphResponse>;
  command(name: string, request: SubgraphRequest, deadline: number): Promise<SubgraphResponse>;
}
