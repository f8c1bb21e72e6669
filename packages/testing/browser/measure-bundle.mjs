/**
 * Prints, as JSON, what bundlers for browsers make of the file in its argument and all that it imports:
 * what a page loads at once, and what it loads when it needs it. Files that end as one of the other
 * arguments says are needed at once, too. From the sources: nothing is built first.
 */
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { projectRoot, sources } from './sources.mjs';

const [input, ...needed] = process.argv.slice(2);

/** Where the packages are. */
const aliases = {
  name: 'aliases',
  resolveId(id, importer) {
    const alias = sources.find(({ find }) => find.test(id));
    if (alias === undefined) return undefined;
    return this.resolve(id.replace(alias.find, alias.replacement), importer, { skipSelf: true });
  },
};

const WORKER = "export default 'worker.js';";

/** A worker is loaded by its address, and is a bundle of its own. */
const workers = {
  name: 'workers',
  resolveId: (id) => (/\?sharedworker&url$/u.test(id) ? `\0${id}` : undefined),
  load: (id) => (id.startsWith('\0') && id.includes('?sharedworker') ? WORKER : undefined),
};
const bundle = await rolldown({
  input,
  cwd: projectRoot,
  platform: 'browser',
  logLevel: 'silent',
  plugins: [aliases, workers],
  transform: { target: 'es2022', define: { 'process.env.NODE_ENV': '"production"' } },
  // As in pages, what is loaded later may import what was loaded at once.
  preserveEntrySignatures: 'allow-extension',
});
const { output } = await bundle.generate({ minify: true });

const chunks = new Map(output.map((chunk) => [chunk.fileName, chunk]));
const initial = new Set();
const load = (name) => {
  const chunk = chunks.get(name);
  if (chunk === undefined || initial.has(name)) return; // one of Node's modules has none
  initial.add(name);
  chunk.imports.forEach(load);
};
load(output.find(({ isEntry }) => isEntry).fileName);
for (const end of needed) {
  const chunk = output.find(({ moduleIds }) => moduleIds?.some((id) => id.endsWith(end)));
  if (chunk === undefined) throw new Error(`no file of this bundle ends with ${end}`);
  load(chunk.fileName);
}

const part = (all) => ({
  gzipBytes: all.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0),
  modules: all.flatMap(({ moduleIds }) => moduleIds.map((id) => id.replace(projectRoot, ''))),
  code: all.map(({ code }) => code).join('\n'),
});
const all = [...chunks.values()].filter(({ type }) => type === 'chunk');
const imported = all.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
process.stdout.write(
  JSON.stringify({
    initial: part(all.filter(({ fileName }) => initial.has(fileName))),
    later: part(all.filter(({ fileName }) => !initial.has(fileName))),
    missing: [...new Set(imported)].filter((name) => !chunks.has(name)),
  }),
);
