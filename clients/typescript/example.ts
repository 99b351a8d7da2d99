import { createClient } from './client.ts';
import { graphql } from './generated/index.ts';

const customer = graphql(`
  query CustomerCard($id: ID!) {
    account(id: $id) {
      name
      billing { subscription { seats currentPeriod { end } plan { name } price { unitAmount { amount currency } } } }
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
const { subscription } = billing ?? {};
console.log(
  `${name} – ${subscription?.plan?.name} ${subscription?.seats} seats until ${subscription?.currentPeriod.end}`,
);
const price = subscription?.price?.unitAmount;
if (price) console.log(`${price.amount} ${price.currency} a seat`);
for (const { meter, used, allowance, state } of usage?.meters ?? [])
  console.log(`${meter.name}: ${used} of ${allowance ?? '∞'} (${state})`);
