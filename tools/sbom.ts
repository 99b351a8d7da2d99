import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/**
 * Prints the bill of materials (CycloneDX) of the image: the packages of package-lock.json without those for development.
 * The output has neither time nor serial number, so that it changes only when the packages change.
 */
const root = new URL('../', import.meta.url);
const { name } = z.object({ name: z.string() }).parse(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')));
const reference = z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) });
const part = z.looseObject({
  'bom-ref': z.string(),
  properties: z.array(z.looseObject({ name: z.string(), value: z.string() })),
});
const bill = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(part),
  dependencies: z.array(reference),
});

// With --omit=dev, npm leaves out packages that a development dependency needs too, although the image has them.
const text = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
  cwd: fileURLToPath(root),
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const { serialNumber: _serial, metadata, components, dependencies, ...rest } = bill.parse(JSON.parse(text));
const { timestamp: _time, component, ...about } = metadata;
const isForDevelopment = ({ properties }: z.infer<typeof part>): boolean =>
  properties.some((property) => property.name === 'cdx:npm:package:development' && property.value === 'true');
const omitted = new Set(components.filter(isForDevelopment).map((each) => each['bom-ref']));
const stable = {
  ...rest,
  // npm names the component after the folder.
  metadata: { ...about, component: { ...component, name } },
  components: components.filter((each) => !omitted.has(each['bom-ref'])),
  dependencies: dependencies
    .filter(({ ref }) => !omitted.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => !omitted.has(each)) })),
};
process.stdout.write(`${JSON.stringify(stable, null, 2)}\n`);
