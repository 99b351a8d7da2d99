import { makeTemplate } from './journal.ts';
import { startProductDatabase } from './product-database.ts';

/** Before the first test: what all of them share, which takes long to make. What ends it runs in this process, from its own copy of this module. */
export default async function start(): Promise<void> {
  (globalThis as { sharedByTests?: readonly AsyncDisposable[] }).sharedByTests = await Promise.all([
    startProductDatabase(),
    makeTemplate(),
  ]);
}
