/**
 * Disposes of all resources in the given order, even if one fails.
 *
 * @throws the first failure, after all resources were disposed of
 */
export async function disposeAll(resources: readonly (Disposable | AsyncDisposable | undefined)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const resource of resources) {
    try {
      if (resource && Symbol.asyncDispose in resource) await resource[Symbol.asyncDispose]();
      else resource?.[Symbol.dispose]();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw failures[0] instanceof Error ? failures[0] : new Error('disposal failed', { cause: failures[0] });
}
