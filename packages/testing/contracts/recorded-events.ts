/**
 * Transport events that a test can wait for.
 */
import type { TransportClose, TransportEvents } from '@xec/transport';

/** Keeps all that a transport says. */
export class RecordedEvents implements TransportEvents {
  readonly frames: string[] = [];
  /** What the bytes say that came with each frame; the frame itself where none came. */
  readonly decoded: string[] = [];
  readonly log: ('frame' | 'close' | 'drain')[] = [];
  readonly closed: Promise<TransportClose>;
  readonly drained: Promise<void>;
  /** Runs in each `onFrame`. */
  whenFrame: () => void = () => undefined;

  private readonly waiting: FrameQueue = new FrameQueue();
  private tellClosed: (reason: TransportClose) => void = () => undefined;
  private tellDrained: () => void = () => undefined;

  /** @param tags of a stream: frames that nobody asked for, which are not kept */
  constructor(private readonly tags: readonly string[] = []) {
    this.closed = new Promise((resolve) => {
      this.tellClosed = resolve;
    });
    this.drained = new Promise((resolve) => {
      this.tellDrained = resolve;
    });
  }

  onFrame(frame: string, bytes?: Uint8Array): void {
    if (this.tags.includes(frame)) return;
    this.frames.push(frame);
    this.decoded.push(bytes === undefined ? frame : new TextDecoder().decode(bytes));
    this.log.push('frame');
    this.waiting.push(frame);
    this.whenFrame();
  }

  onClose(reason: TransportClose): void {
    this.log.push('close');
    this.tellClosed(reason);
  }

  onDrain(): void {
    this.log.push('drain');
    this.tellDrained();
  }

  /** The first frame that was not asked for yet. */
  nextFrame(): Promise<string> {
    return this.waiting.next();
  }
}

/** Frames, and those who wait for one. */
export class FrameQueue {
  private readonly frames: string[] = [];
  private readonly waiting: ((frame: string) => void)[] = [];

  push(frame: string): void {
    const resolve = this.waiting.shift();
    if (resolve) resolve(frame);
    else this.frames.push(frame);
  }

  next(): Promise<string> {
    const frame = this.frames.shift();
    if (frame !== undefined) return Promise.resolve(frame);
    return new Promise((resolve) => {
      this.waiting.push(resolve);
    });
  }
}
