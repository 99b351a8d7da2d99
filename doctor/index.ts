import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { withRunningSandbox } from '../sandbox/running.ts';
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

const { json = false, token } = readArguments();
const say = (text: string): void => void process.stderr.write(json ? '' : `${text}\n`);
const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
try {
  const { environment, standIns } = await withRunningSandbox(given);
  if (standIns.length > 0) say(`not configured, so the sandbox's: ${standIns.join(', ')}`);
  const findings = await examine({
    environment,
    token: token === '-' ? readFileSync(0, 'utf8').trim() : token,
    onProgress: (text) => say(`… ${text}`),
  });
  process.stdout.write(json ? toJson(findings) : toText(findings, process.stdout.isTTY && !process.env.NO_COLOR));
  process.exitCode = exitCodeOf(findings);
} catch (error) {
  // 1 would mean warnings.
  process.stderr.write(`the examination itself failed: ${reasonOf(error)}\n`);
  process.exitCode = 2;
}
