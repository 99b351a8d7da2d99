/** A supergraph that this gateway must not run. */
export class SupergraphError extends Error {
  override readonly name = 'SupergraphError';
}
