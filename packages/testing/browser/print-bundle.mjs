/**
 * Prints one script for browsers, made of the file in its argument and all that one imports, from the
 * sources: nothing is built first. A process of its own, for Vite does not run inside jest.
 */
import { build } from 'vite';
import { projectRoot, sources, svelte } from './sources.mjs';

const [input] = process.argv.slice(2);

const { output } = await build({
  configFile: false,
  logLevel: 'error',
  root: projectRoot,
  plugins: [svelte],
  resolve: { alias: sources },
  build: {
    write: false,
    target: 'es2022',
    minify: false,
    rolldownOptions: { input, output: { format: 'iife', codeSplitting: false } },
  },
});
if (output.length !== 1) throw new Error(`${input} became ${output.length} files`);
process.stdout.write(output[0].code);
