import { z } from 'zod';
import { chunks } from '@customer-graph/process/chunks';
import { GraphError } from '@customer-graph/protocol/errors';
import { anyList, identifier, integer, optional, text } from '@customer-graph/upstream/shapes';
import type { HubSpot } from './client.ts';
import { throughHubSpot } from './errors.ts';
import { fromHubSpotObject, type CrmObject } from './mapping/object.ts';
import { parse } from './parse.ts';

/** HubSpot, "CRM objects, batch read": 100 objects. */
const objectBatch = 100;
/** HubSpot, "Associations, batch read": 1,000 objects. */
const associationBatch = 1_000;

const failures = z.array(z.object({ category: text })).nullish();
const associationType = z.object({ typeId: integer, label: optional(text) });
const association = z
  .object({ toObjectId: identifier, associationTypes: z.array(associationType) })
  .transform(({ toObjectId, associationTypes }): Association => ({ toId: toObjectId, types: associationTypes }));
const associationPage = z.object({
  results: z.array(
    z.object({
      // The SDK's name of `from`.
      _from: z.object({ id: identifier }),
      to: z.array(association),
      paging: z.object({ next: z.object({ after: identifier }).nullish() }).nullish(),
    }),
  ),
});

/** Throws if a part of a batch failed, unless its object does not exist. */
function assertOnlyMissing(errors: unknown): void {
  const other = (parse(failures, errors, 'errors') ?? []).find(
    ({ category }) => !/NOT_FOUND|NO_ASSOCIATIONS/.test(category),
  );
  if (other)
    throw new GraphError('UPSTREAM_INVALID_RESPONSE', {
      system: 'CRM',
      cause: new Error(`part of a batch failed: ${other.category}`),
    });
}

export interface Association {
  readonly toId: string;
  readonly types: readonly { readonly typeId: number; readonly label: string | null }[];
}

/** Reads objects, in any order. Absent objects are left out: HubSpot names them in `errors`. */
export async function readObjects(
  ids: readonly string[],
  read: (inputs: { id: string }[]) => Promise<{ results: unknown; errors?: unknown }>,
): Promise<readonly CrmObject[]> {
  const answers = await Promise.all(
    chunks([...new Set(ids)], objectBatch).map((chunk) => throughHubSpot(() => read(chunk.map((id) => ({ id }))))),
  );
  return answers.flatMap(({ results, errors }) => {
    assertOnlyMissing(errors);
    return parse(anyList, results, 'results').map(fromHubSpotObject);
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
    for (const answer of answers) if ('errors' in answer) assertOnlyMissing(answer.errors);
    for (const { _from, to: associated, paging } of answers.flatMap(
      (answer) => parse(associationPage, answer, 'associations').results,
    )) {
      found.get(_from.id)?.push(...associated);
      const after = paging?.next?.after;
      if (after !== undefined) inputs.push({ id: _from.id, after });
    }
  }
  return found;
}
