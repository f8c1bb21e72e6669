/**
 * Files that somebody wants to send: chosen first, on their way when that is said, gone when they arrived.
 */
import type { ChatFile } from '@xec/state';
import { rasterTypeOf } from '../picture/raster.js';
import type { TaskHandle, TaskOptions } from '../task-tray/tasks.js';
import { upload, UploadFailure, type UploadOptions } from './upload.js';

/** How many there may be at once. */
const MOST = 10;
/** Larger pictures are sent, and not shown before. */
const MOST_SHOWN = 8 * 1024 * 1024;

export interface PickedFile {
  readonly id: number;
  /** The conversation that it is for. */
  readonly place: string;
  readonly file: File;
  /** What it shows, in words. */
  readonly desc: string;
  /** The bytes of a picture. */
  readonly picture: Uint8Array<ArrayBuffer> | undefined;
  readonly step: 'chosen' | 'leaving' | 'failed';
  /** Bytes that have left. */
  readonly sent: number;
  readonly failure: UploadFailure | undefined;
}

type Source = Parameters<typeof upload>[0];

/** A file that others can get now, and the conversation that it is for. */
export interface Arrival {
  readonly file: ChatFile;
  readonly place: string;
}

/** Who is told of files. */
export interface FilesHost {
  /** Something happened. */
  changed(): void;
  /** A file is where others get it. */
  arrived(arrival: Arrival): void;
  /** Long work begins: see `beginTask`. */
  task(options: TaskOptions): TaskHandle;
}

export class Files {
  #all: readonly PickedFile[] = [];
  readonly #cancels = new Map<number, AbortController>();
  #last = 0;
  /** The conversation that is shown: files of others go on, and are not lost. */
  place = '';

  constructor(private readonly host: FilesHost) {}

  /** Those of the conversation that is shown. */
  get all(): readonly PickedFile[] {
    return this.#all.filter(({ place }) => place === this.place);
  }

  get isFull(): boolean {
    return this.#all.length >= MOST;
  }

  /** Whether there are files that nobody has sent yet. */
  get isWaiting(): boolean {
    return this.all.some(({ step }) => step === 'chosen');
  }

  /** Takes a file, to be sent later. Nothing happens when {@link isFull}. */
  choose(file: File): void {
    if (this.isFull) return;
    this.#last += 1;
    const id = this.#last;
    const { place } = this;
    const picked = { id, place, file, desc: '', picture: undefined, sent: 0, failure: undefined };
    this.#all = [...this.#all, { ...picked, step: 'chosen' }];
    this.host.changed();
    void pictureOf(file).then((picture) => this.#change(id, { picture }));
  }

  describe(id: number, desc: string): void {
    this.#change(id, { desc });
  }

  /** Sends all that were chosen. */
  sendAll(source: Source, domain: string): void {
    for (const { id, step } of this.all) if (step === 'chosen') void this.#send(source, id, domain);
  }

  /** Gives one up, or takes one away. */
  cancel(id: number): void {
    this.#cancels.get(id)?.abort();
    this.#all = this.#all.filter((each) => each.id !== id);
    this.host.changed();
  }

  retry(source: Source, id: number, domain: string): void {
    void this.#send(source, id, domain);
  }

  cancelAll(): void {
    for (const { id } of this.#all) this.cancel(id);
  }

  async #send(source: Source, id: number, domain: string): Promise<void> {
    const picked = this.#all.find((each) => each.id === id);
    if (picked === undefined || picked.step === 'leaving') return;
    const { file, desc, place } = picked;
    const cancel = new AbortController();
    const { signal } = cancel;
    this.#cancels.set(id, cancel);
    const task = this.host.task({
      ...{ kind: 'upload', name: file.name, unit: 'bytes', total: file.size },
      cancel: () => this.cancel(id),
    });
    signal.addEventListener('abort', () => task.cancel(), { once: true });
    const onProgress: UploadOptions['onProgress'] = (sent, total) => {
      task.progress(sent, total);
      this.#change(id, { sent });
    };
    this.#change(id, { step: 'leaving', sent: 0, failure: undefined });
    try {
      const url = await upload(source, file, { domain, signal, onProgress });
      signal.throwIfAborted();
      task.succeed();
      this.#all = this.#all.filter((each) => each.id !== id);
      this.host.changed();
      this.host.arrived({ file: sharedAs(url, file, desc.trim()), place });
    } catch (error) {
      if (signal.aborted) return;
      const failure = error instanceof UploadFailure ? error : new UploadFailure('failed');
      task.fail(conditions[failure.reason]);
      this.#change(id, { step: 'failed', failure });
    } finally {
      this.#cancels.delete(id);
    }
  }

  #change(id: number, change: Partial<PickedFile>): void {
    this.#all = this.#all.map((each) => (each.id === id ? { ...each, ...change } : each));
    this.host.changed();
  }
}

/** What the tray of tasks says of a failure. */
const conditions: Record<UploadFailure['reason'], string> = {
  'no-service': 'feature-not-implemented',
  'too-large': 'policy-violation',
  failed: 'remote-server-timeout',
};

const sharedAs = (url: string, { name, size, type }: File, desc: string): ChatFile => ({
  ...{ url, name, size },
  ...(type !== '' && { mediaType: type }),
  ...(desc !== '' && { desc }),
});

/** @returns `undefined` for what is no picture of dots, whatever its name says */
async function pictureOf(file: File): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (file.size > MOST_SHOWN) return undefined;
  try {
    const start = new Uint8Array(await file.slice(0, 16).arrayBuffer());
    if (rasterTypeOf(start) === undefined) return undefined;
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return undefined; // it cannot be read: sending it will say so
  }
}
