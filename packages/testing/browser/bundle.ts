import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { projectRoot } from '../root/index.js';

/** One classic script for pages and workers, made of the file `entry` and all that it imports. */
export const bundle = (entry: URL): Promise<string> => run('print-bundle.mjs', entry);

/** A part of what bundlers make of an application. */
export interface BundlePart {
  readonly gzipBytes: number;
  /** The files that something is left of, from the root of the project. */
  readonly modules: readonly string[];
  /** Minified. */
  readonly code: string;
}

/** What a page loads: `initial` at once, `later` when it needs it. */
export interface MeasuredBundle {
  readonly initial: BundlePart;
  readonly later: BundlePart;
  /** What is imported and no browser has: modules of Node. */
  readonly missing: readonly string[];
}

/**
 * Bundles the file `entry`, and all that it imports, as applications do.
 *
 * @param needed ends of the names of files that are loaded later and count as needed at once
 */
export const measureBundle = async (entry: URL, ...needed: string[]): Promise<MeasuredBundle> =>
  JSON.parse(await run('measure-bundle.mjs', entry, needed)) as MeasuredBundle; // of that very script

async function run(script: string, entry: URL, more: readonly string[] = []): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [`${projectRoot}packages/testing/browser/${script}`, fileURLToPath(entry), ...more],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  return stdout;
}
