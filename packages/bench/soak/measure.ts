/** A long run: what creeps shows here. */
import { Worker } from '../worker.js';
import type { SoakFigures, SoakSetup } from './soak-process.js';

export interface SoakRun {
  readonly sessions: number;
  readonly ms: number;
}

/** Sessions write to one another on the development server, which is a process of its own. */
export async function measureSoak({ sessions, ms }: SoakRun): Promise<SoakFigures> {
  const server = await Worker.start<{ url: string; domain: string }, object, never>(
    './server.js',
    sessions,
  );
  try {
    const { url: service, domain } = server.ready;
    const setup: SoakSetup = { service, domain, sessions, ms };
    const soaked = await Worker.start<SoakFigures, object, never>('./soak/soak-process.js', setup);
    await soaked.stop();
    return soaked.ready;
  } finally {
    await server.stop();
  }
}
