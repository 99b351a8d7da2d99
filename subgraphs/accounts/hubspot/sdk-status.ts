/** Statuses of success that the SDK knows for a request. It throws for every other one. */
const created = /\/objects\/\w+$|\/batch\/create$/;
const archived = /\/archive$/;

/**
 * The status that the SDK understands for a successful response. Version 2026-09 answers 200 to all of these; before it was 201
 * for created associations, 204 for archived ones, and 207 for partly failed batches, whose `errors` the SDK drops otherwise.
 * HubSpot's specifications of both versions.
 *
 * @param path without the query
 */
export function toSdkStatus(method: string, path: string, status: number, body: string): number {
  if (status !== 200 || method !== 'POST') return status;
  if (/"numErrors"\s*:\s*[1-9]/.test(body)) return 207;
  if (archived.test(path)) return 204;
  return created.test(path) ? 201 : status;
}
