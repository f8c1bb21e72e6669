/** Puts the peers where they are measured from: nobody else installs them. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../peers/', import.meta.url));
const mark = `${folder}node_modules/.xec-setup`;

const wanted = (): string =>
  createHash('sha256')
    .update(readFileSync(`${folder}package-lock.json`))
    .update(process.version)
    .digest('hex');

/** Whether they are there, in the versions of their lock file. */
export const hasPeers = (): boolean => existsSync(mark) && readFileSync(mark, 'utf8') === wanted();

/**
 * Installs what the peers' lock file lists, the first time and when it changed.
 *
 * @throws Error when npm did not succeed, with what it said first
 */
export function installPeers(): void {
  if (hasPeers()) return;
  console.error('Installing the libraries to measure beside …');
  const { status, stderr, error } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-progress'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) {
    const said = `${stderr}${error?.message ?? ''}`.split('\n').slice(0, 15).join('\n');
    throw new Error(`expected npm ci to install what is measured beside: ${said}`);
  }
  writeFileSync(mark, wanted());
}

/** The version of a peer, as it is installed. */
export function peerVersion(name: string): string {
  const text = readFileSync(`${folder}node_modules/${name}/package.json`, 'utf8');
  return (JSON.parse(text) as { version: string }).version; // npm's own
}
