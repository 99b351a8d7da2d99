import { parseArgs } from 'node:util';
import { readVariables } from './variables.ts';

const usage = 'Usage: npm run -s token -- --as <identity> [--claim name=value …] [--lifetime <seconds>]';

function fail(message: string, code = 1): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

function readArguments() {
  try {
    return parseArgs({
      options: { as: { type: 'string' }, claim: { type: 'string', multiple: true }, lifetime: { type: 'string' } },
    }).values;
  } catch {
    return fail(usage, 2);
  }
}

/** A claim that is valid JSON becomes that value; any other text stays text. */
function toValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const { as, claim = [], lifetime } = readArguments();
const isValid = claim.every((pair) => pair.includes('=')) && (lifetime === undefined || /^-?\d+$/.test(lifetime));
if (!isValid || (as === undefined && claim.length === 0)) fail(usage, 2);
const claims = Object.fromEntries(
  claim.map((pair) => [pair.slice(0, pair.indexOf('=')), toValue(pair.slice(pair.indexOf('=') + 1))]),
);

const control = `http://127.0.0.1:${readVariables(process.env).ports.control}`;
const response = await fetch(`${control}/tokens`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    ...(as !== undefined && { as }),
    claims,
    ...(lifetime !== undefined && { lifetime: Number(lifetime) }),
  }),
}).catch(() =>
  fail(
    `No sandbox answers at ${control}. First run npm run sandbox, or npm start without an identity provider of your own.`,
  ),
);
const body = (await response.json()) as { token?: string; error?: string };
if (body.token === undefined) fail(body.error ?? 'The sandbox returned no token.');
process.stdout.write(`${body.token}\n`);
