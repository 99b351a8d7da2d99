import { makeTemplate } from './journal.ts';
import { startProductDatabase } from './product-database.ts';

/** Jest's globalSetup: starts slow shared resources once. The teardown loads its own modules, so they are passed on `globalThis`. */
export default async function start(): Promise<void> {
  (globalThis as { sharedByTests?: readonly AsyncDisposable[] }).sharedByTests = await Promise.all([
    startProductDatabase(),
    makeTemplate(),
  ]);
}
