import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { environmentOf } from '../sandbox/environment.ts';
import { readerRole } from '../sandbox/seed/product.ts';
import { readVariables } from '../sandbox/variables.ts';
import type { Environment } from '../subgraphs/shared/configuration.ts';
import { reasonOf } from '../subgraphs/shared/diagnosis.ts';
import { examine } from './examine.ts';
import { exitCodeOf, toJson, toText } from './report.ts';

const usage = 'npm run doctor -- [--json] [--token <token>, or - to read it from standard input]';

function readArguments() {
  try {
    return parseArgs({ options: { json: { type: 'boolean' }, token: { type: 'string' } } }).values;
  } catch {
    process.stderr.write(`${usage}\n`);
    return process.exit(2);
  }
}

/** As npm start has it: whatever is not configured is the sandbox's, where one is running. */
async function withSandbox(given: Environment): Promise<{ environment: Environment; standIns: string[] }> {
  const { ports } = readVariables(process.env);
  const at = (port: number): string => `http://127.0.0.1:${port}`;
  const isRunning = await fetch(at(ports.control), { signal: AbortSignal.timeout(1_000) }).then(({ ok }) => ok, () => false);
  const urls = {
    control: at(ports.control),
    hubspot: at(ports.hubspot),
    stripe: at(ports.stripe),
    zendesk: at(ports.zendesk),
    identity: at(ports.identity),
    product: `postgres://${readerRole}@127.0.0.1:${ports.product}/postgres`,
  };
  const missing = isRunning ? Object.entries(environmentOf(urls)).filter(([, variables]) => Object.keys(variables).every((name) => !given[name])) : [];
  return { environment: { ...Object.assign({}, ...missing.map(([, variables]) => variables)), ...given } as Environment, standIns: missing.map(([name]) => name) };
}

const { json = false, token } = readArguments();
const say = (text: string): void => void process.stderr.write(json ? '' : `${text}\n`);
const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
try {
  const { environment, standIns } = await withSandbox(given);
  if (standIns.length > 0) say(`not configured, so the sandbox's: ${standIns.join(', ')}`);
  const findings = await examine({ environment, token: token === '-' ? readFileSync(0, 'utf8').trim() : token, onProgress: (text) => say(`… ${text}`) });
  process.stdout.write(json ? toJson(findings) : toText(findings, process.stdout.isTTY && !process.env.NO_COLOR));
  process.exitCode = exitCodeOf(findings);
} catch (error) {
  // 1 would mean warnings.
  process.stderr.write(`the examination itself failed: ${reasonOf(error)}\n`);
  process.exitCode = 2;
}
