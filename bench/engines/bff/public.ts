import { readPeerEnvironment } from '../environment.ts';
import { fetchData, serveView } from './serve.ts';

// The public benchmark by hand: users and products, their reviews, then the facts of everything that reviews name.
const { port, urls } = readPeerEnvironment();

interface Review {
  readonly id: string;
  readonly body: string;
  product?: Product | null;
  author?: User | null;
}
interface User {
  readonly id: string;
  username?: string;
  name?: string;
  reviews?: readonly Review[];
}
interface Product {
  readonly upc: string;
  name?: string;
  price?: number;
  weight?: number;
  inStock?: boolean;
  shippingEstimate?: number;
  reviews?: readonly Review[];
}

const ofUser = 'id username reviews { id body product { upc } }';
const reviewsOfProduct = `reviews { id body author { ${ofUser} } }`;
const queries = {
  users: '{ users { id username name } }',
  products: '{ topProducts { upc name price weight } }',
  reviews: `query ($users: [_Any!]!, $products: [_Any!]!) {
    users: _entities(representations: $users) { ... on User { reviews { id body product { upc ${reviewsOfProduct} } } } }
    products: _entities(representations: $products) { ... on Product { ${reviewsOfProduct} } }
  }`,
  names: 'query ($these: [_Any!]!) { _entities(representations: $these) { ... on User { id name } } }',
  facts: 'query ($these: [_Any!]!) { _entities(representations: $these) { ... on Product { upc name price weight } } }',
  stock:
    'query ($these: [_Any!]!) { _entities(representations: $these) { ... on Product { upc inStock shippingEstimate } } }',
} as const;

const fetchFrom = <Data>(subgraph: string, query: string, variables = {}): Promise<Data> =>
  fetchData<Data>(urls[subgraph] ?? '', query, variables);
const entities = async <Entity>(subgraph: string, query: string, these: readonly object[]): Promise<Entity[]> =>
  these.length === 0 ? [] : (await fetchFrom<{ _entities: Entity[] }>(subgraph, query, { these }))._entities;

/** Every user and every product of a tree of reviews. */
function visit(reviews: readonly Review[] = [], users: User[], products: Product[]): void {
  for (const { author, product } of reviews) {
    if (author) {
      users.push(author);
      visit(author.reviews, users, products);
    }
    if (product) {
      products.push(product);
      visit(product.reviews, users, products);
    }
  }
}

serveView(async () => {
  const [{ users }, { topProducts }] = await Promise.all([
    fetchFrom<{ users: User[] }>('accounts', queries.users),
    fetchFrom<{ topProducts: Product[] }>('products', queries.products),
  ]);
  const reviewed = await fetchFrom<{ users: User[]; products: Product[] }>('reviews', queries.reviews, {
    users: users.map(({ id }) => ({ __typename: 'User', id })),
    products: topProducts.map(({ upc }) => ({ __typename: 'Product', upc })),
  });
  users.forEach((user, index) => Object.assign(user, reviewed.users[index]));
  topProducts.forEach((product, index) => Object.assign(product, reviewed.products[index]));
  const allUsers = [...users];
  const allProducts = [...topProducts];
  for (const { reviews } of [...users, ...topProducts]) visit(reviews, allUsers, allProducts);

  const known = new Map(topProducts.map((product) => [product.upc, product]));
  const names = new Map(users.map(({ id, name }) => [id, name]));
  const missing = [...new Set(allProducts.map(({ upc }) => upc))].filter((upc) => !known.has(upc));
  const nameless = [...new Set(allUsers.map(({ id }) => id))].filter((id) => !names.has(id));
  const [facts, found] = await Promise.all([
    entities<Product>(
      'products',
      queries.facts,
      missing.map((upc) => ({ __typename: 'Product', upc })),
    ),
    entities<User>(
      'accounts',
      queries.names,
      nameless.map((id) => ({ __typename: 'User', id })),
    ),
  ]);
  for (const product of facts) known.set(product.upc, product);
  for (const { id, name } of found) names.set(id, name);
  const stock = await entities<Product>(
    'inventory',
    queries.stock,
    [...known.values()].map(({ upc, price, weight }) => ({ __typename: 'Product', upc, price, weight })),
  );
  const stocked = new Map(stock.map((product) => [product.upc, product]));

  for (const user of allUsers) user.name = names.get(user.id) ?? '';
  for (const product of allProducts) {
    const { name, price, weight } = known.get(product.upc) ?? {};
    const { inStock, shippingEstimate } = stocked.get(product.upc) ?? {};
    Object.assign(product, { name, price, weight, inStock, shippingEstimate });
  }
  return { users, topProducts };
}, port);
