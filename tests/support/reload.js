/** Loads a second instance of the program with changed modules. Replaces jest's module mocks. */

const parameter = 'reload';
const root = new URL('../..', import.meta.url).href;
/** Modules outside the repository are shared, and so are packages whose classes must be identical in both instances. */
const isShared = (url) => !url.startsWith(root) || /\/node_modules\/|\/packages\/(protocol|process)\//.test(url);

/** Exports of changed modules, by URL. Stored on the global object for the generated source. */
export const changedModules = (globalThis[Symbol.for('changed modules')] ??= new Map());

const generationOf = (url) => (url === undefined ? null : new URL(url).searchParams.get(parameter));

const inGeneration = (url, generation) => {
  const reloaded = new URL(url);
  reloaded.searchParams.set(parameter, generation);
  return reloaded.href;
};

/** Returns the URL that also reloads a module if its importer was reloaded. */
export function reloadedUrl(url, parentUrl) {
  const generation = generationOf(parentUrl);
  return generation === null || isShared(url) || generationOf(url) !== null ? url : inGeneration(url, generation);
}

let generations = 0;

/**
 * Imports a new instance of a module and of its imports.
 *
 * @param {URL} entry
 * @param {ReadonlyMap<string, object>} changes exports that replace a module's exports, by the module's URL
 */
export function importAnew(entry, changes = new Map()) {
  generations += 1;
  const generation = String(generations);
  for (const [url, exports] of changes) changedModules.set(inGeneration(url, generation), exports);
  return import(inGeneration(entry.href, generation));
}
