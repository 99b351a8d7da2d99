import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { enableCompileCache, flushCompileCache, registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { withLazyModules } from './lazy-modules.js';

/**
 * Keeps what Node makes of the sources, so that a later start need not make it again: their text without types, and V8's
 * code. npm scripts import this file before the program; without it, and without the cache, everything works, only slower.
 * It is JavaScript because Node would load its TypeScript parser for it.
 */
const folder = new URL('../node_modules/.cache/customer-graph/code/', import.meta.url);
const file = new URL(`${process.version}.json`, folder);
/** When the program has loaded what it needs, in milliseconds. It also writes at its end, unless it is killed. */
const writeAfterMs = 10_000;

enableCompileCache(fileURLToPath(folder));

/** @type {Record<string, readonly [changed: number, size: number, text: string]>} */
let known = {};
try {
  known = JSON.parse(readFileSync(file, 'utf8'));
} catch {
  // There is none yet, or it is not usable: it is written again.
}
let isChanged = false;

registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:') && url.endsWith('.js')) {
      const source = withLazyModules(url);
      if (source !== null) return { format: 'commonjs', source, shortCircuit: true };
    }
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
    const path = fileURLToPath(url);
    const { mtimeMs, size } = statSync(path);
    const found = known[path];
    if (found?.[0] === mtimeMs && found[1] === size) return { format: 'module', source: found[2], shortCircuit: true };
    const source = stripTypeScriptTypes(readFileSync(path, 'utf8'));
    known[path] = [mtimeMs, size, source];
    isChanged = true;
    return { format: 'module', source, shortCircuit: true };
  },
});

function write() {
  if (!isChanged) return;
  isChanged = false;
  const unfinished = new URL(`${process.pid}.unfinished`, folder);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(unfinished, JSON.stringify(known), { mode: 0o600 });
    // Another process reads all of it or the previous one.
    renameSync(unfinished, file);
  } catch {
    // The cache cannot be written, as in a container.
    rmSync(unfinished, { force: true });
  }
  flushCompileCache();
}
setTimeout(write, writeAfterMs).unref();
process.on('exit', write);
