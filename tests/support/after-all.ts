/** Jest's globalTeardown: disposes the resources that before-all.ts started. */
export default async function end(): Promise<void> {
  for (const shared of (globalThis as { sharedByTests?: readonly AsyncDisposable[] }).sharedByTests ?? [])
    await shared[Symbol.asyncDispose]();
}
