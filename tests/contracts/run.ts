import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Runs the whole suite with a contract proxy between each SDK and its stand-in, and counts violations of the vendors'
 * contracts.
 */
const folder = resolve(process.env.VENDOR_CONTRACTS ?? '../shared/contracts');
const proxy = join(folder, 'contract-proxy.mjs');

interface Result {
  readonly vendor: string;
  readonly requests: number;
  readonly violations: readonly {
    readonly method: string;
    readonly path: string;
    readonly message: string;
    readonly pointer?: string;
  }[];
}

function run(): number {
  const scratch = mkdtempSync(join(tmpdir(), 'contracts-'));
  const results = join(scratch, 'results.jsonl');
  try {
    const jest = [
      '--import',
      './tests/support/register.js',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--silent',
      ...process.argv.slice(2),
    ];
    const { status } = spawnSync(process.execPath, jest, {
      stdio: 'inherit',
      env: { ...process.env, CONTRACT_PROXY: proxy, CONTRACT_RESULTS: results },
    });
    const all = existsSync(results)
      ? readFileSync(results, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Result)
      : [];
    for (const vendor of [...new Set(all.map((result) => result.vendor))]) {
      const own = all.filter((result) => result.vendor === vendor);
      const violations = own.flatMap((result) => result.violations);
      const requests = own.reduce((sum, result) => sum + result.requests, 0);
      process.stdout.write(`contract ${vendor}: ${requests} requests, ${violations.length} violations\n`);
      const kinds = violations.map(
        ({ method, path, message, pointer = '' }) =>
          `  ${method} ${path.replace(/_Sandbox\w+|\d{3,}/g, ':id')} ${pointer.replace(/\d+/g, '*')} ${message}`,
      );
      for (const text of new Set(kinds)) process.stdout.write(`${text}\n`);
    }
    const checked = all.reduce((sum, { requests }) => sum + requests, 0);
    if (checked === 0) process.stdout.write('contracts: no traffic was checked\n');
    return status !== 0 || checked === 0 || all.some(({ violations }) => violations.length > 0) ? 1 : 0;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

if (existsSync(proxy)) process.exitCode = run();
else process.stdout.write(`contracts: skipped, there is no ${proxy} (VENDOR_CONTRACTS names another folder)\n`);
