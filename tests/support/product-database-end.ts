/** After the last test. */
export default async function end(): Promise<void> {
  for (const ending of (globalThis as { productDatabaseEndings?: (() => Promise<void>)[] }).productDatabaseEndings ?? []) await ending();
}
