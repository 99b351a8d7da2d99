import { parseArgs } from 'node:util';
import { readVariables } from './variables.ts';

const usage = 'npm run -s token -- --as <identity> [--claim name=value …] [--lifetime <seconds>]';

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

/** A value that reads as JSON is taken as JSON. */
function toValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const { as, claim = [], lifetime } = readArguments();
const wellFormed = claim.every((each) => each.includes('=')) && (lifetime === undefined || /^-?\d+$/.test(lifetime));
if (!wellFormed || (as === undefined && claim.length === 0)) fail(usage, 2);
const claims = Object.fromEntries(
  claim.map((each) => [each.slice(0, each.indexOf('=')), toValue(each.slice(each.indexOf('=') + 1))]),
);

const control = `http://127.0.0.1:${readVariables(process.env).ports.control}`;
const answer = await fetch(`${control}/tokens`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    ...(as !== undefined && { as }),
    claims,
    ...(lifetime !== undefined && { lifetime: Number(lifetime) }),
  }),
}).catch(() =>
  fail(
    `No sandbox answers at ${control}: run npm start without an identity provider of your own, or npm run sandbox, first.`,
  ),
);
const body = (await answer.json()) as { token?: string; error?: string };
if (body.token === undefined) fail(body.error ?? 'no token');
process.stdout.write(`${body.token}\n`);
