import { describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { prepareSupergraph } from '../gateway/supergraph/prepare.ts';
import { compose } from '../schema/composition.ts';
import { undecidedBreaks } from '../schema/rules/breaking.ts';
import { missingDescriptions } from '../schema/rules/descriptions.ts';
import { nonNullContributions, scopedShareables } from '../schema/rules/entities.ts';
import { refusedHints } from '../schema/rules/hints.ts';
import { requiredArguments } from '../schema/rules/requirements.ts';
import { unheldScopes } from '../schema/rules/scopes.ts';
import { subgraphs } from '../schema/subgraphs.ts';

const changed = (name: string, from: string | RegExp, to: string) =>
  subgraphs.map((subgraph) =>
    subgraph.name === name ? { ...subgraph, sdl: subgraph.sdl.replace(from, to) } : subgraph,
  );

describe('the schema check', () => {
  const whole = compose(subgraphs);

  test('finds no problem in the committed schema', () => {
    expect([
      ...refusedHints(whole.hints),
      ...nonNullContributions(subgraphs),
      ...scopedShareables(subgraphs),
      ...requiredArguments(subgraphs),
      ...unheldScopes(subgraphs),
      ...missingDescriptions(buildSchema(whole.api)),
    ]).toEqual([]);
  });

  test('finds a breaking change, unless it was approved', async () => {
    const { api } = compose(changed('billing', /  "[^"]*"\n  amountPaid: Money!\n/, ''));
    const change = "Field 'amountPaid' was removed from object type 'Invoice'";
    expect(await undecidedBreaks(whole.api, api, [])).toEqual([change]);
    expect(await undecidedBreaks(whole.api, api, [{ change, decision: 'docs/decisions/0000.md' }])).toEqual([]);
    expect(await undecidedBreaks(api, whole.api, [])).toEqual([]);
  });

  test('finds an input field that is missing in one subgraph', () => {
    const input = '\n"x"\ninput Shared { "x" a: Int b: Int }\nextend type Query { "x" NAME(given: Shared): Int }\n';
    const both = subgraphs.map((subgraph) => ({
      ...subgraph,
      sdl:
        subgraph.sdl +
        input.replace('NAME', `${subgraph.name}Probe`).replace(' b: Int', subgraph.name === 'billing' ? ' b: Int' : ''),
    }));
    expect(refusedHints(compose(both).hints)).toMatchObject([
      expect.stringContaining('INCONSISTENT_INPUT_OBJECT_FIELD'),
    ]);
  });

  test('finds a non-null field on an entity of several subgraphs, and a scope on a shareable field', () => {
    expect(
      nonNullContributions(changed('billing', '  billing: Billing @upstream', '  billing: Billing! @upstream')),
    ).toEqual([expect.stringContaining('billing: Account.billing')]);
    expect(
      scopedShareables(
        subgraphs.map((subgraph) => ({
          ...subgraph,
          sdl: subgraph.sdl.replace(
            'Account @shareable @upstream',
            'Account @shareable @requiresScopes(scopes: [["account:read"]]) @upstream',
          ),
        })),
      ),
    ).toHaveLength(subgraphs.length);
  });

  test('finds a required field that clients can request with arguments, at any depth', () => {
    const bad = subgraphs.map((subgraph) =>
      subgraph.name === 'support'
        ? {
            ...subgraph,
            sdl: `${subgraph.sdl}
extend type Account {
  billing: Billing @external
  members(first: Int! = 20, after: String, role: MemberRole): MemberConnection @external
  "x"
  probe: Int @requires(fields: "billing { id ... on Billing { subscriptions { id } } } members { totalCount }")
}
type Billing @external { id: ID! subscriptions(ended: Boolean! = false): [BillingSubscription!] }
type BillingSubscription @external { id: ID! }
`,
          }
        : subgraph,
    );
    expect(requiredArguments(bad)).toEqual([
      expect.stringContaining('support: Account.probe must not require Billing.subscriptions'),
      expect.stringContaining('support: Account.probe must not require Account.members'),
    ]);
  });

  test('names a scope that no role has, with the fields that require it', () => {
    const withScope = (list: string) =>
      unheldScopes(changed('billing', /(billing: Billing @upstream @requiresScopes\(scopes: )[^)]*/, `$1${list}`));
    expect(withScope('[["billing:read"], ["status:read", "account:read"]]')).toEqual([
      expect.stringMatching(/^billing: no role has the scope "status:read" of Account\.billing:/),
    ]);
    expect(withScope('[["Billing:read"]]')).toHaveLength(1);
    expect(withScope('[]')).toEqual([expect.stringContaining('Account.billing requires one of no scopes')]);
    expect(withScope('[["billing:read", "account:read"]]')).toEqual([]);
  });

  test('finds missing descriptions', () => {
    const { api } = compose(changed('billing', /  "[^"]*"\n(?=  number: )/, ''));
    expect(missingDescriptions(buildSchema(api))).toEqual(['Invoice.number has no description']);
  });
});

describe('a supergraph', () => {
  const { supergraph } = compose(subgraphs);

  test('is rejected with an unknown security feature', () => {
    const link = '@link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY)';
    expect(supergraph).toContain(link);
    expect(() =>
      prepareSupergraph(
        supergraph.replace(link, `${link} @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)`),
      ),
    ).toThrow(/policy/);
    expect(prepareSupergraph(supergraph).sdl).not.toMatch(/requiresScopes\/v0\.1", for: SECURITY/);
  });
});
