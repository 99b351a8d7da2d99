import { companyId, companyIndex } from '../../sandbox/seed/company.ts';

const demo = companyId(companyIndex.demo);
export const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

/** Every subgraph can answer an account's id, so each alias multiplies the possible plans. */
export const aliasedViewer = (count: number, name = 'v'): string =>
  `{ ${times(count, (index) => `${name}${index}: viewer { account { id __typename plan { key } usage { activeMembers } support { id } billing { id subscription { id } } consistency { consistent } } }`)} }`;

/** Operations that are known to overload GraphQL servers. */
export const hostile: Readonly<Record<string, string>> = {
  '5,000 aliases': `{ ${times(5_000, (index) => `a${index}: plans { key }`)} }`,
  '300 aliases of an account': `{ ${times(300, (index) => `a${index}: account(id: "${demo}") { name }`)} }`,
  '50 aliases of parts of all subgraphs': aliasedViewer(50),
  '500 mutations': `mutation { ${times(500, (index) => `m${index}: updateAccount(input: { accountId: "${demo}", phone: "${index}" }) { account { id } }`)} }`,
  '11 mutations': `mutation { ${times(11, (index) => `m${index}: updateAccount(input: { accountId: "${demo}", phone: "${index}" }) { account { id } }`)} }`,
  'mutations in a fragment': `mutation { ...M } fragment M on Mutation { ${times(11, (index) => `m${index}: updateAccount(input: { accountId: "${demo}", phone: "${index}" }) { account { id } }`)} }`,
  '20,000 directives': `{ plans { key ${times(20_000, () => '@include(if: true)')} } }`,
  '200 directives': `{ plans { key ${times(200, () => '@include(if: true)')} } }`,
  'directives on the operation': `query Q ${times(200, () => '@x')} { plans { key } }`,
  '100 root fields': `{ ${times(100, () => 'plans { key }')} ${times(60, (index) => `p${index}: plans { key }`)} }`,
  'a fragment cycle with aliases': `{ ...A } fragment A on Query { ${times(150, (index) => `a${index}: plans { key }`)} ...B } fragment B on Query { ${times(150, (index) => `b${index}: plans { key }`)} ...A }`,
  'a fragment bomb': `{ ...F0 } ${times(30, (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`)} fragment F30 on Query { plans { key } }`,
  'a fragment cycle that doubles': `{ ...F0 } ${times(98, (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`)} fragment F98 on Query { ...F0 }`,
  'nested inline fragments': `{ ${'... { '.repeat(1_800)} __typename ${'}'.repeat(1_800)} }`,
  'twenty introspection queries': `{ ${times(20, (index) => `s${index}: __schema { types { fields { type { fields { name } } } } }`)} }`,
  'the schema multiplied by aliases': `{ __schema { types { ${times(14, (index) => `f${index}: fields { ${times(13, (inner) => `t${inner}: type { name description kind }`)} }`)} } } }`,
  'fragments that repeat one another': `{ account(id: "${demo}") { ${times(99, (index) => `...F${index}`)} } } ${times(99, (index) => `fragment F${index} on Account { id name domain phone industry status seats }`)}`,
  '1,000 fragments': `{ plans { key } } ${times(1_000, (index) => `fragment F${index} on Query { plans { key } }`)}`,
  'the same field 3,000 times': `{ plans { ${times(3_000, () => 'key')} } }`,
  'the same field in 1,000 inline fragments': `{ plans { ${times(1_000, () => '... on Plan { key }')} } }`,
  depth: `{ helpCenter { article(id: "1") { ${times(40, () => 'related {')} id ${times(40, () => '}')} } } }`,
  'nested lists': `{ plans(x: ${'['.repeat(50_000)}${']'.repeat(50_000)}) { key } }`,
  'nested objects': `{ plans(x: ${'{a:'.repeat(3_000)}1${'}'.repeat(3_000)}) { key } }`,
  'a list of 3,000': `{ account(id: "${demo}") { usage { meters(keys: [${times(3_000, () => '"x",')}]) { used } } } }`,
  'circular introspection': `{ __schema { types { fields { type { fields { type { fields { type { fields { type { fields { name } } } } } } } } } } } }`,
  'deep introspection': `{ __type(name: "Query") { ${times(30, () => 'fields { type {')} name ${times(30, () => '} }')} } }`,
  '200,000 tokens': `{ ${'plans { key } '.repeat(16_000)} }`,
  '60 operations': times(60, (index) => `query Q${index} { plans { key } }`),
};
