/** Files on their way, one after the other shown as it goes. */
import { upload, UploadFailure, type UploadOptions } from './upload.js';

/** How many may be on their way at once. */
const MOST = 10;

export interface SentFile {
  readonly id: number;
  readonly file: File;
  /** Bytes that have left. */
  readonly sent: number;
  readonly failure: UploadFailure | undefined;
}

type Source = Parameters<typeof upload>[0];

export class Files {
  #all: readonly SentFile[] = [];
  readonly #cancels = new Map<number, AbortController>();
  #last = 0;

  /**
   * @param changed is called when something happened
   * @param arrived gets the address of each file that arrived
   */
  constructor(
    private readonly changed: () => void,
    private readonly arrived: (url: string) => void,
  ) {}

  get all(): readonly SentFile[] {
    return this.#all;
  }

  get isFull(): boolean {
    return this.#all.length >= MOST;
  }

  /** Sends a file. Nothing happens when {@link isFull}. */
  add(source: Source, file: File, domain: string): void {
    if (this.isFull) return;
    this.#last += 1;
    const id = this.#last;
    this.#all = [...this.#all, { id, file, sent: 0, failure: undefined }];
    void this.#send(source, id, file, domain);
  }

  /** Gives one up, or takes one away that failed. */
  cancel(id: number): void {
    this.#cancels.get(id)?.abort();
    this.#remove(id);
  }

  retry(source: Source, id: number, domain: string): void {
    const file = this.#all.find((each) => each.id === id)?.file;
    this.#remove(id);
    if (file !== undefined) this.add(source, file, domain);
  }

  cancelAll(): void {
    for (const { id } of this.#all) this.cancel(id);
  }

  async #send(source: Source, id: number, file: File, domain: string): Promise<void> {
    const cancel = new AbortController();
    this.#cancels.set(id, cancel);
    const { signal } = cancel;
    const onProgress: UploadOptions['onProgress'] = (sent) => this.#change(id, { sent });
    this.changed();
    try {
      const url = await upload(source, file, { domain, signal, onProgress });
      if (signal.aborted) return;
      this.#remove(id);
      this.arrived(url);
    } catch (error) {
      const failure = error instanceof UploadFailure ? error : new UploadFailure('failed');
      this.#change(id, { failure });
    } finally {
      this.#cancels.delete(id);
    }
  }

  #change(id: number, change: Partial<SentFile>): void {
    this.#all = this.#all.map((each) => (each.id === id ? { ...each, ...change } : each));
    this.changed();
  }

  #remove(id: number): void {
    this.#all = this.#all.filter((each) => each.id !== id);
    this.changed();
  }
}
