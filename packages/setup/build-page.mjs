/**
 * Builds the page of the demo with Vite, when something of it changed. Runs before `npm start` and
 * `npm test`, after `tsc -b`; costs some milliseconds when there is nothing to do.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = `${root}packages/demo/page`;
const output = `${root}packages/demo/dist/page`;
const mark = `${output}/.xec-page`;

/** The packages that the page is made of; most of them its worker alone. */
const packages = ['widgets', 'state', 'packet-source', 'client', 'session', 'discovery']
  .concat(['transport', 'transport-websocket', 'transport-bosh', 'transport-tcp'])
  .concat(['journal-idb', 'journal-memory'])
  .map((name) => `packages/${name}`);

/** What the page is made of: its sources, and what those packages were compiled to. */
const inputs = [
  ...filesOf(page),
  ...[...packages, 'stanza', 'xec']
    .flatMap((folder) => filesOf(`${root}${folder}/dist`))
    .filter((path) => path.endsWith('.js')),
  `${root}package-lock.json`,
  fileURLToPath(import.meta.url),
];
const hash = createHash('sha256');
for (const path of inputs.sort())
  hash.update(`${path.slice(root.length)}\0`).update(readFileSync(path));
const wanted = hash.digest('hex');

if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) {
  console.log('Building the page …');
  // Whatever the one who calls is about, jest's `test` for one: the page is the one people get.
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  await build({
    root: page,
    configFile: false,
    logLevel: 'warn',
    // In parts: what a session needs seldom is loaded when it does.
    worker: { format: 'es' },
    build: {
      outDir: output,
      emptyOutDir: true,
      // Each page loads what it needs: nobody who talks loads what administrators do.
      rolldownOptions: {
        input: ['index', 'inspector', 'admin'].map((name) => `${page}/${name}.html`),
      },
      target: 'es2022',
      // Nothing inline: the page runs under a strict content security policy.
      assetsInlineLimit: 0,
      modulePreload: false,
      // The worker is large, and no page waits for it.
      chunkSizeWarningLimit: 1000,
    },
  });
  writeFileSync(mark, wanted);
}

function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
}
