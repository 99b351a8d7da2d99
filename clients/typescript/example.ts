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

const ask = createClient({ url: process.env.GRAPH_URL ?? 'http://127.0.0.1:4000/graphql', token: () => process.env.GRAPH_TOKEN ?? '' });
const { data, errors } = await ask(customer, { id: '8800000001' });
for (const { path, extensions } of errors) console.error(path?.join('.'), extensions.code, extensions.retryable ? 'try again' : '');
const { name, billing, usage } = data?.account ?? {};
console.log(name, '–', billing?.subscription?.plan?.name, billing?.subscription?.seats, 'seats');
for (const { meter, used, allowance, state } of usage?.meters ?? []) console.log(`${meter.name}: ${used} of ${allowance ?? '∞'} (${state})`);
