import { chunks } from '@customer-graph/process/chunks';
import { GraphError } from '@customer-graph/protocol/errors';
import { createExpect } from '@customer-graph/upstream/expect';
import type { HubSpot } from './client.ts';
import { throughHubSpot } from './errors.ts';
import type { CrmObject } from './mapping/object.ts';

const expect = createExpect('CRM');

/** HubSpot, "CRM objects, batch read": 100 objects. */
const objectBatch = 100;
/** HubSpot, "Associations v4, batch read": 1,000 objects. */
const associationBatch = 1_000;

/** Throws if a part of a batch failed, unless its object does not exist. */
function assertOnlyMissing(errors: readonly { category: string }[]): void {
  const other = errors.find(({ category }) => !/NOT_FOUND|NO_ASSOCIATIONS/.test(category));
  if (other)
    throw new GraphError('UPSTREAM_INVALID_RESPONSE', {
      system: 'CRM',
      cause: new Error(`part of a batch failed: ${other.category}`),
    });
}

export interface Association {
  readonly toId: string;
  readonly types: readonly { readonly typeId: number; readonly label?: string | null }[];
}

/** Reads objects, in any order. Absent objects are left out: HubSpot names them in a response with status 207. */
export async function readObjects(
  ids: readonly string[],
  read: (inputs: { id: string }[]) => Promise<{ results: CrmObject[]; errors?: { category: string }[] }>,
): Promise<readonly CrmObject[]> {
  const answers = await Promise.all(
    chunks([...new Set(ids)], objectBatch).map((chunk) => throughHubSpot(() => read(chunk.map((id) => ({ id }))))),
  );
  return answers.flatMap(({ results, errors = [] }) => {
    assertOnlyMissing(errors);
    return expect.array(results, 'results');
  });
}

/** Reads all associations of each object. HubSpot pages them for each object separately. */
export async function readAssociations(
  hubspot: HubSpot,
  from: string,
  to: string,
  ids: readonly string[],
): Promise<Map<string, Association[]>> {
  const found = new Map<string, Association[]>(ids.map((id) => [id, []]));
  let inputs: { id: string; after?: string }[] = [...found.keys()].map((id) => ({ id }));
  while (inputs.length > 0) {
    const answers = await Promise.all(
      chunks(inputs, associationBatch).map((chunk) =>
        throughHubSpot(() => hubspot.associations.batch.getPage(from, to, { inputs: chunk })),
      ),
    );
    inputs = [];
    for (const answer of answers) if ('errors' in answer) assertOnlyMissing(answer.errors ?? []);
    for (const result of answers.flatMap((answer) => expect.array(answer.results, 'results'))) {
      const id = expect.string(expect.object(result._from, 'from').id, 'from.id');
      for (const { toObjectId, associationTypes } of expect.array(result.to, 'to')) {
        found.get(id)?.push({ toId: toObjectId, types: expect.array(associationTypes, 'associationTypes') });
      }
      const after = result.paging?.next?.after;
      if (after !== undefined) inputs.push({ id, after });
    }
  }
  return found;
}
