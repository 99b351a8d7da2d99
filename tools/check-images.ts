import { readFileSync } from 'node:fs';
import { unpinnedImages } from './images.ts';

/** Fails for an image without a digest. `docker buildx imagetools inspect <image>` prints the digest of a tag. */
const files = { Dockerfile: [], 'docker-compose.yml': ['customer-graph'] };
const problems = Object.entries(files).flatMap(([file, own]) =>
  unpinnedImages(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'), own).map((image) => `${file}: ${image}`),
);
for (const problem of problems) process.stderr.write(`images: ${problem} has no digest\n`);
process.stdout.write(`images: ${problems.length} problems\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
