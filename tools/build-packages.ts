import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Builds every package into its `dist`: ES modules with type declarations, and a package.json whose exports point to them.
 * Packages are published from `dist`, because Node does not strip types under node_modules.
 */
const root = new URL('../', import.meta.url);
const packagesFolder = new URL('packages/', root);
const scope = '@customer-graph/';

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifestOf = (name: string): Manifest =>
  JSON.parse(readFileSync(new URL(`${name}/package.json`, packagesFolder), 'utf8')) as Manifest;

const dependenciesOf = (name: string): string[] =>
  Object.keys(manifestOf(name).dependencies ?? {})
    .filter((dependency) => dependency.startsWith(scope))
    .map((dependency) => dependency.slice(scope.length));

/** Orders packages after their dependencies: the compiler reads the declarations of those. */
function inOrder(names: readonly string[], done: string[] = []): string[] {
  for (const name of names) {
    if (done.includes(name)) continue;
    inOrder(dependenciesOf(name), done);
    done.push(name);
  }
  return done;
}

function build(name: string): void {
  const folder = new URL(`${name}/`, packagesFolder);
  const dist = new URL('dist/', folder);
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  const config = new URL('tsconfig.build.json', dist);
  writeFileSync(
    config,
    JSON.stringify({
      extends: '../../../tsconfig.json',
      compilerOptions: {
        noEmit: false,
        rootDir: '../src',
        outDir: '.',
        declaration: true,
        rewriteRelativeImportExtensions: true,
        paths: pathsOf(name),
      },
      include: ['../src'],
      exclude: [],
    }),
  );
  execFileSync(
    process.execPath,
    [fileURLToPath(new URL('node_modules/typescript/bin/tsc', root)), '-p', fileURLToPath(config)],
    {
      stdio: 'inherit',
    },
  );
  rmSync(config);
  const manifest = manifestOf(name);
  const exports = Object.fromEntries(
    Object.entries(manifest.exports).map(([subpath, source]) => {
      const base = source.replace('./src/', './').replace(/\.ts$/, '');
      return [subpath, { types: `${base}.d.ts`, default: `${base}.js` }];
    }),
  );
  writeFileSync(new URL('package.json', dist), `${JSON.stringify({ ...manifest, exports }, null, 2)}\n`);
  for (const file of readdirSync(new URL('src/', folder)).filter((entry) => !entry.endsWith('.ts')))
    cpSync(new URL(`src/${file}`, folder), new URL(file, dist), { recursive: true });
  cpSync(new URL('README.md', folder), new URL('README.md', dist));
  cpSync(new URL('LICENSE', root), new URL('LICENSE', dist));
}

const pathsOf = (name: string): Record<string, string[]> =>
  Object.fromEntries(
    [...new Set(dependenciesOf(name).flatMap((dependency) => inOrder([dependency])))].map((dependency) => [
      `${scope}${dependency}/*`,
      [`../../${dependency}/dist/*.d.ts`],
    ]),
  );

for (const name of inOrder(readdirSync(packagesFolder))) build(name);
