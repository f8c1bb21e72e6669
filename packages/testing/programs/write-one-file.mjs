/**
 * Writes one script for Node, made of the built file in its first argument and all that it imports, to
 * the path in its second; and beside it, as JSON, what it was made of. A process of its own, for Vite
 * does not run inside jest.
 */
import { renameSync, statSync, writeFileSync } from 'node:fs';
import { build } from 'vite';

const [input, file] = process.argv.slice(2);

const { output } = await build({
  configFile: false,
  logLevel: 'error',
  // Libraries with native code, or that look for files beside them, stay where they are.
  ssr: { noExternal: true, external: ['libsql', 'redis', 'ws'] },
  build: {
    write: false,
    ssr: true,
    target: 'node20',
    minify: false,
    rolldownOptions: { input, output: { format: 'esm', codeSplitting: false } },
  },
});
if (output.length !== 1) throw new Error(`${input} became ${output.length} files`);
const paths = output[0].moduleIds.filter((id) => id.startsWith('/'));
const madeOf = Object.fromEntries(paths.map((path) => [path, statSync(path).mtimeMs]));
// Others may make the same at this moment: each writes a whole file, and the last one stays.
put(file, output[0].code);
put(`${file}.json`, JSON.stringify(madeOf));

function put(path, text) {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, text);
  renameSync(own, path);
}
