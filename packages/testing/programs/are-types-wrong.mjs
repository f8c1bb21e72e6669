/**
 * What `attw --profile esm-only` says of packed packages, of each as if it were asked alone; but in one
 * process, for most of its time goes into loading a compiler.
 *
 * `node are-types-wrong.mjs FILE…` prints JSON: what is wrong, in the order of the files; empty texts where
 * nothing is.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { getExitCode } from '@arethetypeswrong/cli/internal/getExitCode';
import { typed } from '@arethetypeswrong/cli/internal/render';

const require = createRequire(import.meta.url);
// The command's own, whatever else is installed.
const checker = createRequire(require.resolve('@arethetypeswrong/cli/package.json'));
const core = await import(pathToFileURL(checker.resolve('@arethetypeswrong/core')).href);

/** The profile `esm-only`. */
const ignoreResolutions = ['node10', 'node16-cjs'];

const wrong = [];
for (const file of process.argv.slice(2)) wrong.push(await whatIsWrong(file));
console.log(JSON.stringify(wrong));

async function whatIsWrong(file) {
  const packed = core.createPackageFromTarballData(new Uint8Array(await readFile(file)));
  const analysis = await core.checkPackage(packed);
  if (!analysis.types) return 'has no types';
  if (getExitCode(analysis, { ignoreResolutions }) === 0) return '';
  return typed(analysis, { ignoreResolutions, ignoreRules: [], format: 'ascii', emoji: false });
}
