import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AnchorStatement } from '../gateway/audit/anchor.ts';
import { verifyAndReport } from '../gateway/audit/commands.ts';
import { emptyHead, signHead } from '../gateway/audit/head.ts';
import { noKeys, type AuditKeys } from '../gateway/audit/keys.ts';
import { chainRecords, type AuditContent, type AuditRecord } from '../gateway/audit/record.ts';
import {
  fileAuditPlaces,
  postgresAuditPlaces,
  type AuditPlace,
  type AuditPlaces,
  type RawChain,
} from './support/audit-places.ts';
import { change, writeTrail, type Run } from './support/audit-trails.ts';

const key = 'the key that nobody else knows';
/** Was replaced, because others came to know it. */
const leakedKey = 'a key that was known to others';
const keys: AuditKeys = { current: key, previous: [leakedKey] };
const strangersKeys: AuditKeys = { current: 'a key of the attacker himself', previous: [] };

/** Without a key, with the first key, rotated, and two days with the new one. */
const runs: readonly Run[] = [
  { keys: noKeys, at: '2026-03-01T08:00:00Z' },
  { keys: { current: leakedKey, previous: [] }, at: '2026-03-02T08:00:00Z' },
  { keys: { current: leakedKey, previous: [] }, at: '2026-03-03T08:00:00Z' },
  { keys, at: '2026-03-04T08:00:00Z', actions: ['one', 'two', 'three'] },
  { keys, at: '2026-03-05T08:00:00Z', actions: ['one', 'two', 'three'] },
];

/** The trail, and what an attacker who watched it may have copied or can compute without the key. */
interface Forging {
  readonly trail: readonly RawChain[];
  /** The whole trail as it was after the fourth run. */
  readonly earlier: readonly RawChain[];
  /** The last chain as it was before its last record. */
  readonly lastBefore: RawChain;
  /** A trail of the same kind, written by the gateway's own code without a key. */
  readonly unkeyed: readonly RawChain[];
  /** … with a key of the attacker. */
  readonly foreign: readonly RawChain[];
  /** … with the leaked key, a month after its replacement. */
  readonly leaked: readonly RawChain[];
  /** The trail with a chain planted without a key, after the gateway opened its next chain beside it. */
  readonly planted: readonly RawChain[];
  /** The trail with many invented heads, after the gateway opened its next chain beside them. */
  readonly crowded: readonly RawChain[];
  /** The trail with a recent chain under an old name, after the gateway deleted what it held for expired. */
  readonly aged: readonly RawChain[];
}

const last = <T>(items: readonly T[]): T => {
  const item = items.at(-1);
  if (item === undefined) throw new Error('the list is empty');
  return item;
};
const at = (trail: readonly RawChain[], index: number): RawChain => {
  const found = trail.at(index);
  if (!found) throw new Error(`there is no chain ${index}`);
  return found;
};
const replace = (trail: readonly RawChain[], index: number, change_: (chain: RawChain) => RawChain) =>
  trail.map((chain, position) => (position === (index + trail.length) % trail.length ? change_(chain) : chain));
const without = (trail: readonly RawChain[], index: number) =>
  trail.filter((_chain, position) => position !== (index + trail.length) % trail.length);
const parsed = (text: string | undefined) => JSON.parse(text ?? '') as AuditRecord;

/** A chain of this content under this name, as the attacker computes it. */
function compute(chain: string, contents: readonly AuditContent[], withKey: string | null): RawChain {
  const records = chainRecords(emptyHead(chain), new Date('2026-03-06T08:00:00Z'), contents, withKey);
  const { seq, hash } = last(records);
  return {
    chain,
    records: records.map((record) => JSON.stringify(record)),
    head: signHead({ chain, seq, hash }, withKey),
  };
}
/** The chain with its content changed and every hash computed again, without the key. */
const recomputed = ({ chain, records }: RawChain, edit: (contents: AuditContent[]) => AuditContent[]): RawChain =>
  compute(chain, edit(records.map((record) => parsed(record).content)), null);
const opened = (keyId: string | null): AuditContent => ({ type: 'OPENED', key: keyId, previous: [], format: 2 });
/** Sorts after all names of this trail. */
const inventedPrefix = '2026-03-31T';
const invented = (index: number): RawChain => {
  const chain = `${inventedPrefix}08-00-00.000Z-${index.toString(16).padStart(8, '0')}`;
  return { chain, records: [], head: { chain, seq: 9, hash: 'f'.repeat(64), mac: 'f'.repeat(64) } };
};
const newName = '2026-03-06T08-00-00.000Z-0badf00d';
const edited = (text: string) => text.replace('"two"', '"others"');

/** Forgeries that show in the trail itself. */
const forgeries: readonly [string, (forging: Forging) => readonly RawChain[]][] = [
  ['an edited record', ({ trail }) => replace(trail, -1, (c) => ({ ...c, records: c.records.map(edited) }))],
  [
    'an edited record with hashes computed without the key',
    ({ trail }) =>
      replace(trail, -1, (c) => ({
        ...recomputed(c, (contents) =>
          contents.map((content) => (content.type === 'ACT' ? { type: 'ACT', act: change('x') } : content)),
        ),
        head: c.head,
      })),
  ],
  [
    'a chain made anew without a key, with its own name and a "key: null" head',
    ({ trail }) => replace(trail, -1, (c) => recomputed(c, (contents) => [opened(null), ...contents.slice(1, -1)])),
  ],
  [
    'a chain made anew that claims the key, with hashes of no key',
    ({ trail }) => replace(trail, -1, (c) => recomputed(c, (contents) => contents.slice(0, -1))),
  ],
  [
    'a removed record',
    ({ trail }) => replace(trail, -1, (c) => ({ ...c, records: c.records.filter((_r, i) => i !== 2) })),
  ],
  ['a removed last record', ({ trail }) => replace(trail, -1, (c) => ({ ...c, records: c.records.slice(0, -1) }))],
  [
    'a removed last record, with a head written for it',
    ({ trail }) =>
      replace(trail, -1, (c) => {
        const { seq, hash } = parsed(c.records.at(-2));
        return { ...c, records: c.records.slice(0, -1), head: { chain: c.chain, seq, hash, mac: null } };
      }),
  ],
  [
    'a removed last record, with the signature of the longer chain’s head',
    ({ trail }) =>
      replace(trail, -1, (c) => {
        const { seq, hash } = parsed(c.records.at(-2));
        return { ...c, records: c.records.slice(0, -1), head: { chain: c.chain, seq, hash, mac: c.head?.mac ?? null } };
      }),
  ],
  [
    'a shortened earlier chain, with a head signed with the leaked key',
    ({ trail }) =>
      replace(trail, 3, (c) => {
        const { seq, hash } = parsed(c.records.at(-2));
        return { ...c, records: c.records.slice(0, -1), head: signHead({ chain: c.chain, seq, hash }, leakedKey) };
      }),
  ],
  [
    'exchanged records',
    ({ trail }) =>
      replace(trail, -1, (c) => ({ ...c, records: [...c.records.slice(0, -2), ...c.records.slice(-2).reverse()] })),
  ],
  ['a repeated record', ({ trail }) => replace(trail, -1, (c) => ({ ...c, records: [...c.records, last(c.records)] }))],
  [
    'records of another chain at the end',
    ({ trail }) => replace(trail, 3, (c) => ({ ...c, records: [...c.records, ...at(trail, -1).records.slice(1)] })),
  ],
  [
    'a record that is not one',
    ({ trail }) =>
      replace(trail, -1, (c) => ({ ...c, records: [...c.records.slice(0, 1), '{}', ...c.records.slice(2)] })),
  ],
  ['a missing chain', ({ trail }) => without(trail, 2)],
  ['a missing head', ({ trail }) => replace(trail, -1, (c) => ({ ...c, head: null }))],
  [
    'a chain under the name of another',
    ({ trail }) => replace(trail, 3, (c) => ({ ...at(trail, -1), chain: c.chain })),
  ],
  [
    'the unkeyed first chain with another content',
    ({ trail }) =>
      replace(trail, 0, (c) =>
        recomputed(c, (contents) => [...contents.slice(0, -1), { type: 'ACT', act: change('x') }]),
      ),
  ],
  [
    'the unkeyed first chain with a record more',
    ({ trail }) =>
      replace(trail, 0, (c) => recomputed(c, (contents) => [...contents, { type: 'ACT', act: change('x') }])),
  ],
  [
    'a chain without a key beside the others',
    ({ trail }) => [...trail, compute(newName, [opened(null), { type: 'ACT', act: change('x') }], null)],
  ],
  ['a whole trail without a key', ({ unkeyed }) => unkeyed],
  [
    'all chains replaced by one without a key that says it expired them',
    ({ trail }) => [
      compute(
        newName,
        [opened(null), { type: 'EXPIRED', chains: trail.map(({ chain }) => chain), retentionDays: 1 }],
        null,
      ),
    ],
  ],
  [
    'a missing chain that an added chain without a key says it expired',
    ({ trail }) => [
      ...without(trail, 2),
      compute(newName, [opened(null), { type: 'EXPIRED', chains: [at(trail, 2).chain], retentionDays: 1 }], null),
    ],
  ],
  ['a whole trail with another key', ({ foreign }) => foreign],
  ['one chain of another key among the others', ({ trail, foreign }) => [...trail, at(foreign, -1)]],
  ['a chain of the leaked key after its replacement', ({ trail, leaked }) => [...trail, at(leaked, -1)]],
  ['a whole trail of the leaked key', ({ trail, leaked }) => [...leaked, at(trail, -1)]],
  ['the whole folder as it was before the keys were replaced', ({ trail }) => trail.slice(0, 3)],
  ['a planted chain without a key that the gateway’s next chain names', ({ planted }) => planted],
  [
    'a missing chain, after invented heads were in the folder while the gateway opened its next chain',
    ({ trail, crowded }) =>
      crowded.filter(({ chain }) => chain !== at(trail, -1).chain && !chain.startsWith(inventedPrefix)),
  ],
  ['a recent chain that the gateway deleted because of its changed name', ({ aged }) => aged],
];

/** Forgeries that leave a trail as it once was: only a statement from outside shows them. */
const replays: readonly [string, (forging: Forging) => readonly RawChain[]][] = [
  ['the whole folder as it was a day before', ({ earlier }) => earlier],
  ['the last chain removed with its head', ({ trail }) => without(trail, -1)],
  [
    'the last chain with its earlier head, without its last record',
    ({ trail, lastBefore }) => [...without(trail, -1), lastBefore],
  ],
];

const stores: readonly [string, () => Promise<AuditPlaces>][] = [
  ['files', fileAuditPlaces],
  ['Postgres', postgresAuditPlaces],
];

describe.each(stores)('a forged audit trail in %s', (_name, startPlaces) => {
  let places: AuditPlaces;
  let forging: Forging;
  let statements: AnchorStatement[];

  beforeAll(async () => {
    places = await startPlaces();
    const trailOf = async (trailRuns: readonly Run[]): Promise<readonly RawChain[]> => {
      await using place = await places.create();
      await writeTrail(place, trailRuns);
      return await place.read();
    };
    const withKeys = (others: AuditKeys, day: string) => [
      { keys: others, at: `2026-${day}T08:00:00Z` },
      { keys: others, at: `2026-${day}T09:00:00Z` },
    ];
    await using place = await places.create();
    statements = await writeTrail(place, runs.slice(0, 4));
    const earlier = await place.read();
    statements.push(...(await writeTrail(place, runs.slice(4))));
    const trail = await place.read();
    /** Opens the gateway's next chain in a changed folder. */
    const continued = async (chains: readonly RawChain[]): Promise<readonly RawChain[]> => {
      await using changed = await places.create();
      await changed.write(chains);
      await writeTrail(changed, [{ keys, at: '2026-04-01T08:00:00Z' }]);
      return await changed.read();
    };
    const end = at(trail, -1);
    const { chain, seq, hash } = parsed(end.records.at(-2));
    forging = {
      trail,
      earlier,
      // The head that the gateway itself wrote before the last record.
      lastBefore: { chain, records: end.records.slice(0, -1), head: signHead({ chain, seq, hash }, key) },
      unkeyed: await trailOf(withKeys(noKeys, '03-05')),
      foreign: await trailOf(withKeys(strangersKeys, '03-05')),
      leaked: await trailOf(withKeys({ current: leakedKey, previous: [] }, '04-05')),
      planted: await continued([...trail, compute(newName, [opened(null), { type: 'ACT', act: change('x') }], null)]),
      crowded: await continued([...trail, ...Array.from({ length: 200 }, (_, index) => invented(index))]),
      aged: await continued(replace(trail, 2, (c) => ({ ...c, chain: c.chain.replace('2026', '2024') }))),
    };
  });
  afterAll(async () => {
    await places[Symbol.asyncDispose]();
  });

  async function verify(chains: readonly RawChain[], anchor: readonly AnchorStatement[] | null) {
    await using place: AuditPlace = await places.create();
    await place.write(chains);
    const store = await place.open();
    const printed: string[] = [];
    const code = await verifyAndReport(
      { store, keys, retentionDays: 400, anchor: anchor && anchor.map((line) => JSON.stringify(line)).join('\n') },
      (line) => void printed.push(line),
    ).finally(() => store[Symbol.asyncDispose]());
    return { code, printed: printed.join('\n') };
  }
  const lastStatement = () => [last(statements)];

  test('is told from the honest one, which is intact', async () => {
    expect(await verify(forging.trail, lastStatement())).toEqual({
      code: 0,
      printed: 'records: 17, chains: 5, intact, complete up to 2026-03-05T08:00:00.000Z',
    });
    expect(await verify(forging.trail, statements)).toMatchObject({ code: 0 });
  });

  test.each(forgeries)('is found, with and without an anchor: %s', async (_forgery, forge) => {
    const forged = forge(forging);
    for (const anchor of [null, lastStatement()]) {
      const { code, printed } = await verify(forged, anchor);
      expect({ code, printed }).toEqual({ code: 1, printed: expect.stringMatching(/problems: \d+$/) });
      expect(printed).not.toContain('intact');
    }
  });

  test.each(replays)('is found by the last statement of the anchor: %s', async (_forgery, forge) => {
    const forged = forge(forging);
    expect(await verify(forged, lastStatement())).toMatchObject({
      code: 1,
      printed: expect.stringMatching(/the anchor of 2026-03-05T08:00:00.000Z/),
    });
    const { code, printed } = await verify(forged, null);
    expect(code).toBe(0);
    expect(printed).toContain('an older copy of the trail and a trail cut off at its end cannot be found');
    expect(printed).toContain('consistent, completeness not shown');
    expect(printed).not.toContain('intact');
  });

  test('is found by the earlier statements of the anchor after the gateway continued on an older copy', async () => {
    await using place = await places.create();
    await place.write(forging.earlier);
    const later = await writeTrail(place, [{ keys, at: '2026-03-06T08:00:00Z' }]);
    const continued = await place.read();
    expect(await verify(continued, [last(later)])).toMatchObject({ code: 0 });
    expect(await verify(continued, [...statements, ...later])).toMatchObject({
      code: 1,
      printed: expect.stringContaining('the anchor of 2026-03-05T08:00:00.000Z'),
    });
  });

  test('is found by the last statement of the anchor: an emptied folder', async () => {
    expect(await verify([], lastStatement())).toMatchObject({
      code: 1,
      printed: expect.stringContaining('is missing'),
    });
    expect(await verify([], null)).toMatchObject({ code: 1, printed: expect.stringContaining('the trail is empty') });
  });

  test.each<[string, (statement: AnchorStatement) => object, RegExp]>([
    ['edited', (statement) => ({ ...statement, heads: statement.heads.slice(0, 1) }), /is not signed with a known key/],
    ['without a signature', (statement) => ({ ...statement, mac: null }), /has no valid statement/],
    ['that is none', () => ({}), /is not a statement/],
  ])('cannot be covered by a statement %s', async (_kind, forge, problem) => {
    const { code, printed } = await verify(forging.earlier, [forge(last(statements)) as AnchorStatement]);
    expect({ code, printed }).toEqual({ code: 1, printed: expect.stringMatching(problem) });
  });
});
