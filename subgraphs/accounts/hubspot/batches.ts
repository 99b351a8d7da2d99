import { chunks } from '../../shared/chunks.ts';
import { GraphError } from '../../shared/errors.ts';
import { createExpect } from '../../shared/upstream/expect.ts';
import type { HubSpot } from './client.ts';
import { throughHubSpot } from './errors.ts';
import type { CrmObject } from './mapping.ts';

const expect = createExpect('CRM');

/** HubSpot, "CRM objects, batch read": 100 objects. */
const objectBatch = 100;
/** HubSpot, "Associations v4, batch read": 1,000 objects. */
const associationBatch = 1_000;

/** Of what went wrong with parts of a batch, "there is no such thing" alone is an answer. */
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

/** Ids that HubSpot does not know are named in its answer (status 207): they are none, and no failure. Anything else is one. */
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

/** All associations of each object: HubSpot pages those of one object, and says where it stopped. */
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
