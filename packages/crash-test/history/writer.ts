import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { HappenedEvent } from './events.js';

/** Microseconds of the machine's monotonic clock: the same in all its processes. */
export const nowMicros = (): number => Number(process.hrtime.bigint() / 1000n);

/**
 * The history of one process. A line is one write to the kernel, which keeps it when the process is
 * killed.
 */
export class HistoryWriter {
  readonly #file: number;

  /** @param name of the process, and of its file in `folder` */
  constructor(folder: string, name: string) {
    this.#file = openSync(join(folder, `${name}.jsonl`), 'a');
  }

  write(event: HappenedEvent): void {
    writeSync(this.#file, `${JSON.stringify({ at: nowMicros(), ...event })}\n`);
  }

  close(): void {
    closeSync(this.#file);
  }
}
