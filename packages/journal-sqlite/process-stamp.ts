/**
 * Which process an owner is, and whether it has ended.
 *
 * All processes that have one SQLite file open in WAL mode are on one machine
 * (https://sqlite.org/wal.html), so most of the time a dead owner can be told from a busy one, and
 * nobody need wait for its lease to end.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface ProcessStamp {
  readonly host: string;
  /** Of this run of the machine; empty where it cannot be known. */
  readonly boot: string;
  /** Where process ids are those of this one: a container has its own. */
  readonly pids: string;
  readonly pid: number;
  /** When it started, in a unit of the system's: a process id is used again. */
  readonly started: string;
}

/** The stamp of this process. */
export const ownStamp = (): ProcessStamp => ({
  host: hostname(),
  boot: read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
  pids: read(() => readlinkSync('/proc/self/ns/pid')),
  pid: process.pid,
  started: statOf(process.pid).started,
});

/** Whether that process has certainly ended. `own`: the stamp of the process that asks. */
export function hasEnded(other: ProcessStamp, own: ProcessStamp): boolean {
  if (other.host !== own.host) return false;
  if (other.boot !== own.boot) return other.boot !== '' && own.boot !== ''; // the machine started anew
  if (other.pids !== own.pids) return false;
  if (!isThere(other.pid)) return true;
  const { started, state } = statOf(other.pid);
  if (state === 'Z' || state === 'X') return true; // its parent has not looked yet
  return started !== '' && other.started !== '' && started !== other.started;
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'; // EPERM: somebody else's, and there
  }
}

/** Fields 3 and 22 of /proc/<pid>/stat, counted from behind the name, which may hold anything. */
function statOf(pid: number): { readonly state: string; readonly started: string } {
  const text = read(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', started: fields[19] ?? '' };
}

/** What the system says; empty where it has no such file. */
function read(file: () => string): string {
  try {
    return file();
  } catch {
    return '';
  }
}
