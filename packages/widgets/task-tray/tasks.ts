/**
 * Long work: uploads, archives that are fetched, rooms that are joined. Whoever does it says how far
 * it is; the tray shows all of it.
 */

/** What is being done. */
export type TaskKind = 'upload' | 'archive' | 'join' | 'other';

export interface TaskOptions {
  readonly kind: TaskKind;
  /** What it is about: the name of a file, of a room. */
  readonly name: string;
  /** Of `done`: bytes or messages, or things of no unit. */
  readonly unit?: 'bytes' | 'count';
  /** How much there is to do, where that is known. */
  readonly total?: number;
  /** Gives it up. Without it, nobody can. */
  readonly cancel?: () => void;
}

/** How far a task is. Times are milliseconds. */
export interface TaskState extends TaskOptions {
  readonly id: number;
  readonly done: number;
  /** Units a second, once there is something to tell it by. */
  readonly rate?: number;
  /** How long the rest takes at that rate. */
  readonly restMs?: number;
  readonly end?: 'done' | 'failed' | 'cancelled';
  /** Of one that failed: the condition. */
  readonly condition?: string;
}

/** The end of a task that its doer holds. */
export interface TaskHandle {
  /** @param total where it is known by now */
  progress(done: number, total?: number): void;
  succeed(): void;
  /** @param condition why: `timeout`, `resource-constraint` … */
  fail(condition: string): void;
  /** Its doer gave it up. */
  cancel(): void;
}

/** So many are shown; the oldest that have ended go first. */
const MOST = 50;
/** The rate is that of the last so many milliseconds. */
const WINDOW_MS = 5000;

interface Task {
  state: TaskState;
  /** How much was done when: within the window. */
  readonly samples: { readonly at: number; readonly done: number }[];
}

export class Tasks {
  readonly #now: () => number;
  readonly #tasks = new Map<number, Task>();
  readonly #listeners = new Set<() => void>();
  #last = 0;

  /** @param now milliseconds; default the clock */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The newest first. */
  get all(): readonly TaskState[] {
    return [...this.#tasks.values()].map(({ state }) => state).reverse();
  }

  get running(): readonly TaskState[] {
    return this.all.filter(({ end }) => end === undefined);
  }

  begin(options: TaskOptions): TaskHandle {
    this.#last += 1;
    const id = this.#last;
    const samples = [{ at: this.#now(), done: 0 }];
    const task: Task = { state: { ...options, id, done: 0 }, samples };
    this.#tasks.set(id, task);
    this.#makeRoom();
    this.#tell();
    return {
      progress: (done, total) => this.#progress(task, done, total),
      succeed: () => this.#end(task, 'done'),
      fail: (condition) => this.#end(task, 'failed', condition),
      cancel: () => this.#end(task, 'cancelled'),
    };
  }

  /** Gives a task up, where its doer lets one. */
  cancel(id: number): void {
    const task = this.#tasks.get(id);
    const cancel = task?.state.cancel;
    if (task === undefined || cancel === undefined || task.state.end !== undefined) return;
    this.#end(task, 'cancelled');
    cancel();
  }

  /** Takes those that have ended off the list. */
  clear(): void {
    for (const [id, { state }] of this.#tasks) {
      if (state.end !== undefined) this.#tasks.delete(id);
    }
    this.#tell();
  }

  /** Calls `run` after a change. @returns a function that undoes it */
  onChange(run: () => void): () => void {
    this.#listeners.add(run);
    return () => {
      this.#listeners.delete(run);
    };
  }

  #progress(task: Task, done: number, total = task.state.total): void {
    if (task.state.end !== undefined) return;
    const at = this.#now();
    const { samples } = task;
    samples.push({ at, done });
    while (samples.length > 2 && at - (samples[0]?.at ?? at) > WINDOW_MS) samples.shift();
    const rate = rateOf(samples);
    task.state = {
      ...task.state,
      done,
      ...(total !== undefined && { total }),
      ...(rate !== undefined && { rate }),
      ...(rate !== undefined &&
        total !== undefined && { restMs: (Math.max(0, total - done) / rate) * 1000 }),
    };
    this.#tell();
  }

  #end(task: Task, end: 'done' | 'failed' | 'cancelled', condition?: string): void {
    if (task.state.end !== undefined) return;
    task.state = { ...task.state, end, ...(condition !== undefined && { condition }) };
    this.#tell();
  }

  #makeRoom(): void {
    for (const [id, { state }] of this.#tasks) {
      if (this.#tasks.size <= MOST) return;
      if (state.end !== undefined) this.#tasks.delete(id);
    }
    // All of them run: the oldest goes on unseen.
    const [oldest] = this.#tasks.keys();
    if (this.#tasks.size > MOST && oldest !== undefined) this.#tasks.delete(oldest);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function rateOf(samples: Task['samples']): number | undefined {
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const [ms, done] = [last.at - first.at, last.done - first.done];
  return ms > 0 && done > 0 ? (done / ms) * 1000 : undefined;
}
