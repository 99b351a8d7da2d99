/** After the last test. */
export default async function end(): Promise<void> {
  for (const shared of (globalThis as { sharedByTests?: readonly AsyncDisposable[] }).sharedByTests ?? [])
    await shared[Symbol.asyncDispose]();
}
