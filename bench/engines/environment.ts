import { readFileSync } from 'node:fs';

/** The settings of a peer's process. */
export interface PeerEnvironment {
  readonly port: number;
  /** The text of the supergraph, with the addresses of the canned subgraphs. */
  readonly supergraph: string;
  /** GraphQL endpoints by subgraph. */
  readonly urls: Readonly<Record<string, string>>;
  /** The operation, for peers that are written for it. */
  readonly query: string;
  /** The answer, for the peer that does nothing else than sending it. */
  readonly answer: string;
}

const fileOf = (name: string): string => {
  const file = process.env[name];
  return file ? readFileSync(file, 'utf8') : '';
};

export const readPeerEnvironment = (): PeerEnvironment => ({
  port: Number(process.env.PORT),
  supergraph: fileOf('SUPERGRAPH'),
  urls: JSON.parse(process.env.SUBGRAPH_URLS ?? '{}') as Record<string, string>,
  query: fileOf('QUERY'),
  answer: fileOf('ANSWER'),
});
