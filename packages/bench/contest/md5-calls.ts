/** Counts calls of what computes an md5, by the engine's own account of what ran. */
import { Session, type Profiler } from 'node:inspector/promises';

/** Where md5 stands in `@noble/hashes`, and where Xec calls it from. */
const PLACES = /noble\/hashes\/legacy|xec\/dist\/core\/hash\.js/u;

/** Begins to count; the function that is given stops, and tells how many calls there were. */
export async function countMd5Calls(): Promise<() => Promise<number>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  return async () => {
    const { result } = await session.post('Profiler.takePreciseCoverage');
    session.disconnect();
    return result
      .filter(({ url }) => PLACES.test(url))
      .reduce((sum, each) => sum + callsOf(each), 0);
  };
}

const callsOf = ({ functions }: Profiler.ScriptCoverage): number =>
  functions
    .filter(({ functionName }) => functionName !== '') // the file itself
    .reduce((sum, { ranges: [range] }) => sum + (range?.count ?? 0), 0);
