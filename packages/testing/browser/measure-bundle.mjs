/**
 * Prints, as JSON, what bundlers for browsers make of the file in its argument and all that it imports:
 * what a page loads at once, and what it loads when it needs it. From the sources: nothing is built first.
 */
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { projectRoot, sources } from './sources.mjs';

const [input] = process.argv.slice(2);

const { output } = await build({
  configFile: false,
  logLevel: 'error',
  root: projectRoot,
  resolve: { alias: sources },
  build: {
    write: false,
    target: 'es2022',
    minify: 'oxc',
    modulePreload: false,
    rolldownOptions: { input, preserveEntrySignatures: 'strict' },
  },
});

const chunks = new Map(output.map((chunk) => [chunk.fileName, chunk]));
const initial = new Set();
const load = (name) => {
  if (initial.has(name)) return;
  initial.add(name);
  chunks.get(name).imports.forEach(load);
};
load(output.find(({ isEntry }) => isEntry).fileName);

const part = (all) => ({
  gzipBytes: all.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0),
  modules: all.flatMap(({ moduleIds }) => moduleIds.map((id) => id.replace(projectRoot, ''))),
  code: all.map(({ code }) => code).join('\n'),
});
const all = [...chunks.values()].filter(({ type }) => type === 'chunk');
process.stdout.write(
  JSON.stringify({
    initial: part(all.filter(({ fileName }) => initial.has(fileName))),
    later: part(all.filter(({ fileName }) => !initial.has(fileName))),
  }),
);
