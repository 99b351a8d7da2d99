import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { changedModules, reloadedUrl } from './reload.js';

/**
 * Lets test files run in plain Node: redirects `@jest/globals` to the runner's globals, and compiles `using` declarations, which
 * Node 22 does not support. Everything else runs uncompiled.
 */
const globals = new URL('./globals.js', import.meta.url).href;
const tests = new URL('..', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@jest/globals') return { url: globals, format: 'module', shortCircuit: true };
    const resolved = next(specifier, context);
    return { ...resolved, url: reloadedUrl(resolved.url, context.parentURL) };
  },

  load(url, context, next) {
    const changed = changedModules.get(url);
    if (changed) {
      const names = Object.keys(changed).join(', ');
      const source = `export const { ${names} } = globalThis[Symbol.for('changed modules')].get(${JSON.stringify(url)});`;
      return { format: 'module', source, shortCircuit: true };
    }
    const [file = url] = url.split('?');
    if (!file.startsWith(tests) || !file.endsWith('.ts')) return next(url, context);
    const text = readFileSync(fileURLToPath(file), 'utf8');
    if (!/\busing\s/.test(text)) return next(url, context);
    const { code } = transformSync(text, {
      filename: fileURLToPath(file),
      sourceMaps: 'inline',
      jsc: { parser: { syntax: 'typescript', explicitResourceManagement: true }, target: 'es2022' },
      module: { type: 'es6' },
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
