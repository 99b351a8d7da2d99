import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Fails if a hand-written file has more than 200 lines, or if the median exceeds 80: a file has one concern. */
const longest = 200;
const median = 80;
const folders = ['gateway', 'packages', 'processes', 'subgraphs'];

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...folders], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|js)$/.test(file) && !file.includes('/generated/') && existsSync(file));
const sizes = files
  .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
  .sort((a, b) => a.lines - b.lines);
const middle = sizes[Math.floor(sizes.length / 2)]?.lines ?? 0;
const problems = [
  ...sizes
    .filter(({ lines }) => lines > longest)
    .map(({ file, lines }) => `${file} has ${lines} lines, ${longest} are allowed`),
  ...(middle > median ? [`the median is ${middle} lines, ${median} are allowed`] : []),
];
for (const problem of problems) process.stderr.write(`sizes: ${problem}\n`);
process.stdout.write(`sizes: ${files.length} files, median ${middle}, longest ${sizes.at(-1)?.lines ?? 0} lines\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
