import { describe, expect, test } from '@jest/globals';
import { compose } from '../../schema/composition.ts';
import { matrixFile, read } from '../../schema/files.ts';
import { readMatrix } from '../../schema/matrix.ts';
import { unprotected } from '../../schema/rules/authorization.ts';
import { subgraphs } from '../../schema/subgraphs.ts';
import { differences } from './observe.ts';
import { withoutRule, rules } from './rules.ts';

const committed = readMatrix(read(matrixFile));

describe('the committed authorization matrix', () => {
  test('equals the decisions of the gateway and of every subgraph', async () => {
    expect(committed.size).toBeGreaterThan(250);
    expect(await differences(committed, subgraphs)).toEqual([]);
  });

  // One rule of each kind: npm run test:mutation removes every rule.
  test.each([
    'billing: Account.billing @requiresScopes',
    'support: type Ticket @authenticated',
    'shared: type Viewer @authenticated',
  ])('differs without the rule %s', async (name) => {
    const rule = rules().find((each) => each.name === name);
    expect(rule).toBeDefined();
    if (rule) expect(await differences(committed, withoutRule(rule))).not.toEqual([]);
  });
});

describe('the check for unprotected fields', () => {
  const added = (sdl: string, name = 'billing') =>
    subgraphs.map((subgraph) => (subgraph.name === name ? { ...subgraph, sdl: `${subgraph.sdl}\n${sdl}` } : subgraph));
  const found = (changed: ReturnType<typeof added>) => unprotected(changed, compose(changed).supergraph);

  test('finds no problem in the current schema', () => {
    expect(unprotected(subgraphs, compose(subgraphs).supergraph)).toEqual([]);
  });

  test.each([
    ['a root field', 'extend type Query { secret: String }', 'Query.secret'],
    ['a mutation', 'extend type Mutation { wipe(accountId: ID!): Boolean }', 'Mutation.wipe'],
    ['a type', 'type Secret { value: String } extend type Billing { secret: Secret }', 'Secret.value'],
    [
      'an interface',
      'interface Node { hidden: String } type Hidden implements Node { hidden: String } extend type Billing { node: Node }',
      'Node.hidden',
    ],
    ['an entity', 'type Thing @key(fields: "id") { id: ID! }', 'the entity Thing'],
  ])('finds %s without a rule', (_case, sdl, named) => {
    expect(found(added(sdl))).toEqual(expect.arrayContaining([expect.stringContaining(named)]));
  });

  test('accepts the same definitions with a rule', () => {
    expect(
      found(
        added(
          'extend type Query { secret: String @authenticated } type Thing @key(fields: "id") @authenticated { id: ID! }',
        ),
      ),
    ).toEqual([]);
  });
});
