/** Ends all of them, in their order, also where one fails; the first failure is thrown in the end. */
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
    throw failures[0] instanceof Error ? failures[0] : new Error('could not be ended', { cause: failures[0] });
}
