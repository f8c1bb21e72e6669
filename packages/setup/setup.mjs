/**
 * Installs what the lock file lists, when something about it changed. Runs before `npm start` and
 * `npm test`; costs some milliseconds when there is nothing to do. Node's own modules only.
 */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const mark = `${root}node_modules/.xec-setup`;
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Xec needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

const wanted = createHash('sha256')
  .update(readFileSync(`${root}package-lock.json`))
  .update(process.version)
  .digest('hex');

if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) {
  console.log('Installing dependencies (only the first time, and when they change) …');
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-progress'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (npm.status !== 0) {
    process.stderr.write(firstLines(`${npm.stderr}${npm.error?.message ?? ''}`, 15));
    fail('npm ci did not succeed: Xec needs a package registry for its first start.');
  }
  writeFileSync(mark, wanted);
}

/** A failing `npm ci` prints its reason first and its usage last. */
function firstLines(text, count) {
  return `${text.split('\n').slice(0, count).join('\n')}\n`;
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
