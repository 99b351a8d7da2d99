import { z } from 'zod';
import { parseJson } from '@customer-graph/process/parse-json';
import { identifier, optional, text } from '@customer-graph/upstream/shapes';
import type { Rejection } from '../domain/rejection.ts';

/**
 * Zendesk API, "Error responses": problems by the name of the field, `base` for those of the whole record. The keys of a
 * missing ticket field are as users report them (facetoe/zenpy#114).
 */
const invalidRecord = z.object({
  details: z.record(
    z.string(),
    z.array(
      z.object({
        description: optional(text),
        error: optional(text),
        ticket_field_id: optional(identifier),
        ticket_field_type: optional(text),
      }),
    ),
  ),
});

/** The description is in the account's language; only the type of the field is not. */
const isMissing = (description: string | null, error: string | null): boolean =>
  error === 'BlankValue' || (error === null && description !== null);

/** The reasons of a 422. Without known details: one of the values. */
export function rejectionOf(body: string): Rejection[] {
  const details = invalidRecord.safeParse(parseJson(body)).data?.details ?? {};
  const reasons = Object.entries(details).flatMap(([name, problems]) =>
    problems.map(({ description, error, ticket_field_id: id, ticket_field_type: type }): Rejection => {
      if (type === 'FieldAssignee' || name === 'assignee_id') return { kind: 'ASSIGNEE_MISSING' };
      if (id !== null && isMissing(description, error)) return { kind: 'FIELD_MISSING', fieldId: id };
      return error === 'DuplicateValue' ? { kind: 'DUPLICATE', field: name } : { kind: 'VALUE' };
    }),
  );
  return reasons.length > 0 ? reasons : [{ kind: 'VALUE' }];
}
