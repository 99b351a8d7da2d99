import { describeMachine, machineLine } from '../harness/machine.ts';
import type { ScenarioOptions } from '../harness/options.ts';
import { choosePlacement, pinThisProcess } from '../harness/placement.ts';
import { writeResult } from '../harness/result.ts';
import { table } from '../harness/table.ts';
import { gatewayDimensions, measureGateway } from './in-gateway.ts';
import { measureProduct, type ProductPoints } from './in-product.ts';
import { verdictOf } from './verdict.ts';

const defaultRounds = 3;

/** Processor time of one request while one size grows. Fails if one grows worse than linearly. */
export async function growth(options: ScenarioOptions): Promise<boolean> {
  const placement = choosePlacement();
  const machine = describeMachine(placement.description);
  pinThisProcess(placement.load);
  const rounds = options.rounds ?? defaultRounds;
  const measured: ProductPoints[] = [];
  for (const dimension of gatewayDimensions)
    measured.push({ name: dimension.name, points: await measureGateway(dimension, placement, rounds) });
  measured.push(...(await measureProduct(placement, rounds)));
  const rows = measured.map(({ name, points }) => ({ name, verdict: verdictOf(points), points }));
  writeResult(
    { scenario: 'growth', rounds, rows, machine },
    options,
    () =>
      `CPU ms of one request by size, medians of ${rounds} rounds\n${machineLine(machine)}\n\n${table(
        ['', 'size: CPU ms', 'growth'],
        rows.map(({ name, points, verdict }) => [
          name,
          points.map(({ size, cpuMs }) => `${size}: ${cpuMs}`).join('   '),
          verdict,
        ]),
      )}\n`,
  );
  return rows.every(({ verdict }) => verdict !== 'worse than linear');
}
