import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Checks relative links in all Markdown files: the file must exist, and so must the heading that an anchor names. */
const root = fileURLToPath(new URL('..', import.meta.url));

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
});
const files = [...new Set(listed.split('\n').filter(Boolean))].filter((file) => existsSync(resolve(root, file)));

const fence = /^ {0,3}(`{3,}|~{3,})/;

/** The lines of a file. Lines in code fences are empty, so that line numbers stay the same. */
function proseLines(file: string): string[] {
  let open: string | undefined;
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => {
      const [, marker] = fence.exec(line) ?? [];
      if (open === undefined) {
        open = marker;
        return marker === undefined ? line : '';
      }
      if (marker?.startsWith(open)) open = undefined;
      return '';
    });
}

const textOf = (heading: string): string => heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');

/** GitHub's rule: lower case, punctuation removed, spaces as hyphens. */
const slugOf = (heading: string): string =>
  textOf(heading)
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');

const anchors = new Map<string, ReadonlySet<string>>();

function anchorsOf(file: string): ReadonlySet<string> {
  const known = anchors.get(file);
  if (known) return known;
  const found = new Set<string>();
  for (const line of proseLines(file)) {
    for (const [, id = ''] of line.matchAll(/<a (?:id|name)="([^"]+)"/g)) found.add(id);
    const [, heading] = /^#{1,6} (.+?)(?: #+)?$/.exec(line) ?? [];
    if (heading === undefined) continue;
    const slug = slugOf(heading);
    let unique = slug;
    for (let count = 1; found.has(unique); count += 1) unique = `${slug}-${count}`;
    found.add(unique);
  }
  anchors.set(file, found);
  return found;
}

const link = /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g;
const definition = /^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)/g;
const isExternal = (target: string): boolean => /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(target);

function targetsOf(line: string): string[] {
  const prose = line.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, (code) => ' '.repeat(code.length));
  return [...prose.matchAll(link), ...prose.matchAll(definition)]
    .map(([, target = '']) => target)
    .filter((target) => !isExternal(target));
}

/** Null: the link is good. */
function problemOf(file: string, target: string): string | null {
  const [path = '', anchor] = decodeURI(target).split('#');
  const destination = path === '' ? file : resolve(dirname(file), path);
  if (path.startsWith('/') || relative(root, destination).startsWith('..')) return 'leads out of the repository';
  if (!existsSync(destination)) return 'no such file';
  if (anchor === undefined || !destination.endsWith('.md') || statSync(destination).isDirectory()) return null;
  return anchorsOf(destination).has(anchor) ? null : 'no such heading';
}

let links = 0;
let broken = 0;
for (const name of files) {
  const file = resolve(root, name);
  for (const [index, line] of proseLines(file).entries()) {
    for (const target of targetsOf(line)) {
      links += 1;
      const problem = problemOf(file, target);
      if (problem === null) continue;
      broken += 1;
      process.stderr.write(`${name}:${index + 1}: ${target}: ${problem}\n`);
    }
  }
}
process.stdout.write(`links: ${files.length} files, ${links} links, ${broken} broken\n`);
process.exitCode = broken === 0 ? 0 : 1;
