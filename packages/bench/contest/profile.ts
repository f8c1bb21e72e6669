/** A CPU profile of one piece, without what starting a process costs. */
import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';

/**
 * Begins to look, where the environment's `XEC_BENCH_PROFILE` names a folder; the function that is given
 * writes `<name>.cpuprofile` there, over what an earlier piece wrote.
 */
export async function beginProfile(name: string): Promise<(() => Promise<void>) | undefined> {
  const folder = process.env['XEC_BENCH_PROFILE'];
  if (folder === undefined) return undefined;
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  return async () => {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    await writeFile(join(folder, `${name}.cpuprofile`), JSON.stringify(profile));
  };
}
