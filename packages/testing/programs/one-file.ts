import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { projectRoot } from '../root/index.js';

/** What a file was made of: the time of each source's last change, in ms, by its path. */
type MadeOf = Readonly<Record<string, number>>;

/**
 * The built `program` and all that it imports, as one file: a process that tests start again and again
 * begins in a third of the time. Made beside the program, when something of it changed.
 *
 * @param program path of a file in a `dist` folder
 * @returns path of the file to start
 * @throws Error when the program is not built
 */
export async function oneFile(program: string): Promise<string> {
  if (!existsSync(program)) throw new Error(`${program} is not built: npm run build`);
  const file = program.replace(/\.js$/, '.one.js');
  if (!isFresh(file)) await promisify(execFile)(process.execPath, [writer, program, file]);
  return file;
}

const writer = `${projectRoot}packages/testing/programs/write-one-file.mjs`;

function isFresh(file: string): boolean {
  if (!existsSync(file)) return false;
  const madeOf = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as MadeOf; // the writer's own
  return Object.entries(madeOf).every(
    ([path, changedMs]) => statSync(path, { throwIfNoEntry: false })?.mtimeMs === changedMs,
  );
}
