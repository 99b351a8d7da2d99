import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStage } from '../gateway/stage.ts';
import { customerViewWorkload, type Workload } from '../gateway/workload.ts';
import type { Placement } from '../harness/placement.ts';
import { cpuOf, type SizePoint } from './measure.ts';
import { withSubgraphs } from './with-subgraphs.ts';

/** A size that the gateway alone meets, over canned subgraphs. */
export interface GatewayDimension {
  readonly name: string;
  readonly sizes: readonly number[];
  /** Changes supergraph and data to the size. */
  readonly resize: (
    given: { supergraph: string; data: CannedView },
    size: number,
  ) => { supergraph: string; data: CannedView };
}

interface Edges {
  readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> }[];
}
interface CannedView {
  readonly account: Readonly<Record<string, unknown>> & {
    readonly members: Edges;
    readonly support: Readonly<Record<string, unknown>> & { readonly tickets: Edges };
  };
}

const repeated = <List extends Edges>(list: List, size: number): List => ({
  ...list,
  edges: Array.from({ length: size }, (_, index) => {
    const edge = list.edges[index % list.edges.length];
    return { ...edge, node: { ...edge?.node, id: `${String(edge?.node.id)}${index}` } };
  }),
});

const connections = 4;

export const gatewayDimensions: readonly GatewayDimension[] = [
  {
    name: 'subgraphs in the supergraph (gateway)',
    sizes: [5, 10, 20],
    resize: ({ supergraph, data }, size) => ({
      supergraph: size > 5 ? withSubgraphs(supergraph, size) : supergraph,
      data,
    }),
  },
  {
    name: 'contacts in the answer (gateway)',
    sizes: [1, 30, 100],
    resize: ({ supergraph, data }, size) => ({
      supergraph,
      data: { account: { ...data.account, members: repeated(data.account.members, size) } },
    }),
  },
  {
    name: 'tickets in the answer (gateway)',
    sizes: [1, 30, 100],
    resize: ({ supergraph, data }, size) => {
      const { support } = data.account;
      return {
        supergraph,
        data: { account: { ...data.account, support: { ...support, tickets: repeated(support.tickets, size) } } },
      };
    },
  },
];

/** Measures our gateway at each size. */
export async function measureGateway(
  { name, sizes, resize }: GatewayDimension,
  placement: Placement,
  rounds: number,
): Promise<SizePoint[]> {
  const points: SizePoint[] = [];
  const given = {
    supergraph: readFileSync(customerViewWorkload.supergraph, 'utf8'),
    data: JSON.parse(readFileSync(customerViewWorkload.data, 'utf8')) as CannedView,
  };
  for (const size of sizes) {
    process.stderr.write(`${name}: ${size}\n`);
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    try {
      const { supergraph, data } = resize(given, size);
      const workload: Workload = {
        ...customerViewWorkload,
        supergraph: join(folder, 'supergraph.graphql'),
        data: join(folder, 'data.json'),
      };
      writeFileSync(workload.supergraph, supergraph);
      writeFileSync(workload.data, JSON.stringify(data));
      const stage = await startStage({ workload, engines: ['ours'], placement });
      try {
        const [ours] = stage.engines;
        if (ours) points.push({ size, cpuMs: await cpuOf(ours.process, ours.request, rounds, connections) });
      } finally {
        await stage[Symbol.asyncDispose]();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return points;
}
