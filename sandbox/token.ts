import { parseArgs } from 'node:util';
import { readVariables } from './variables.ts';

const usage = 'npm run -s token -- --as <identity> [--claim name=value …] [--lifetime <seconds>]\n';

const { values } = parseArgs({
  options: { as: { type: 'string' }, claim: { type: 'string', multiple: true }, lifetime: { type: 'string' } },
});

/** A value that reads as JSON is taken as JSON. */
function toValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const claims = Object.fromEntries((values.claim ?? []).map((claim) => {
  const [name = '', ...rest] = claim.split('=');
  return [name, toValue(rest.join('='))];
}));

const fail = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

if (values.as === undefined && values.claim === undefined) fail(usage);
const control = `http://127.0.0.1:${readVariables(process.env).ports.control}`;
const answer = await fetch(`${control}/tokens`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ ...(values.as !== undefined && { as: values.as }), claims, ...(values.lifetime && { lifetime: Number(values.lifetime) }) }),
}).catch(() => fail(`No sandbox answers at ${control}: run npm start or npm run sandbox first.`));
const body = (await answer.json()) as { token?: string; error?: string };
if (body.token === undefined) fail(body.error ?? 'no token');
process.stdout.write(`${body.token}\n`);
