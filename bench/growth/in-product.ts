import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { customerView, customerViews } from '../../tests/support/queries.ts';
import { startChild } from '../harness/child.ts';
import type { Placement } from '../harness/placement.ts';
import { startProduct, type RunningProduct } from '../product/products.ts';
import type { SandboxAddresses } from '../product/sandbox-process.ts';
import { cpuOf, type SizePoint } from './measure.ts';

export interface ProductPoints {
  readonly name: string;
  readonly points: readonly SizePoint[];
}

const accountSizes = [1, 25, 50, 100];
const storedTickets = [0, 1_000, 5_000];
const storedContacts = [0, 100, 500];

/** Measures the product in one process: accounts of a list, and records that a view of ten does not return. */
export async function measureProduct(placement: Placement, rounds: number): Promise<ProductPoints[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const vendors = startChild({ script: 'bench/product/sandbox-process.ts', core: placement.canned });
  let product: RunningProduct | undefined;
  try {
    const sandbox = await vendors.ask<SandboxAddresses>('start', { identity: 'staff:admin' });
    product = await startProduct.single({ sandbox, folder, recorded: '', core: placement.engine });
    const [process] = product.processes;
    if (!process) throw new Error('the product has no process');
    const { url } = product;
    const cpu = (query: string, variables: object): Promise<number> =>
      cpuOf(
        process,
        {
          url,
          headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.token}` },
          body: JSON.stringify({ query, variables }),
        },
        rounds,
      );
    const points = async (
      name: string,
      sizes: readonly number[],
      measure: (size: number) => Promise<number>,
    ): Promise<ProductPoints> => {
      const measured: SizePoint[] = [];
      for (const size of sizes) {
        globalThis.process.stderr.write(`${name}: ${size}\n`);
        measured.push({ size, cpuMs: await measure(size) });
      }
      return { name, points: measured };
    };
    const view = () => cpu(customerView, {});
    return [
      await points('accounts of a list (product)', accountSizes, (first) => cpu(customerViews, { first })),
      await points('stored tickets of the account (product)', storedTickets, async (count) => {
        await vendors.ask('addTickets', { count });
        return view();
      }),
      await points('stored contacts of the account (product)', storedContacts, async (count) => {
        await vendors.ask('addContacts', { count });
        return view();
      }),
    ];
  } finally {
    await Promise.all(product?.processes.map((each) => each[Symbol.asyncDispose]()) ?? []);
    await vendors[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
}
