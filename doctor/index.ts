import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseNetwork, useNetwork } from '@customer-graph/process/network';
import { reasonOf } from '@customer-graph/process/reason-of';
import { listFileOf, readSubgraphList } from '../processes/subgraph-list.ts';
import { withRunningSandbox } from '../processes/running-sandbox.ts';
import { loadDiagnoses } from './diagnoses.ts';
import { examine } from './examine.ts';
import { exitCodeOf, titlesOf, toJson, toText } from './report.ts';

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
const writeProgress = (text: string): void => void process.stderr.write(json ? '' : `${text}\n`);
const variables = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
try {
  useNetwork(parseNetwork(variables));
  const { environment, standIns } = await withRunningSandbox(variables);
  if (standIns.length > 0) writeProgress(`not configured, so the sandbox is used for: ${standIns.join(', ')}`);
  const diagnoses = await loadDiagnoses(readSubgraphList(listFileOf(environment)));
  const findings = await examine({
    environment,
    diagnoses,
    token: token === '-' ? readFileSync(0, 'utf8').trim() : token,
    onProgress: (text) => writeProgress(`… ${text}`),
  });
  const inColor = process.stdout.isTTY && !process.env.NO_COLOR;
  process.stdout.write(json ? toJson(findings) : toText(findings, { titles: titlesOf(diagnoses), inColor }));
  process.exitCode = exitCodeOf(findings);
} catch (error) {
  // Node's default of 1 would be read as warnings.
  process.stderr.write(`the doctor itself failed: ${reasonOf(error)}\n`);
  process.exitCode = 2;
}
