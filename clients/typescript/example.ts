import { createClient } from './client.ts';
import { graphql } from './generated/index.ts';

const customer = graphql(`
  query CustomerCard($id: ID!) {
    account(id: $id) {
      name
      billing { subscription { seats plan { name } } }
      usage { meters { meter { name } used allowance state } }
    }
  }
`);

const query = createClient({
  url: process.env.GRAPH_URL ?? 'http://127.0.0.1:4000/graphql',
  token: () => process.env.GRAPH_TOKEN ?? '',
});
const { data, errors } = await query(customer, { id: '8800000001' });
for (const { path, message, extensions } of errors)
  console.error(path?.join('.') ?? 'the request', extensions.code, message);
if (!data?.account) process.exit(1);
const { name, billing, usage } = data.account;
console.log(`${name} – ${billing?.subscription?.plan?.name} ${billing?.subscription?.seats} seats`);
for (const { meter, used, allowance, state } of usage?.meters ?? [])
  console.log(`${meter.name}: ${used} of ${allowance ?? '∞'} (${state})`);
