/**
 * What waits to be sent, in the order in which it leaves.
 */
import { NS_FRAMING, parse, type XmlElement } from '@xec/stanza';

/** What one request carries. */
export interface Outgoing {
  /** The `<open/>` of a stream, which begins with this request. */
  readonly open?: XmlElement;
  /** The end of the session comes with it. */
  readonly isLast: boolean;
  /** The frames. */
  readonly payload: string;
}

/** Frames for one request, at most, where there is more than one: servers limit requests. */
const MAX_PAYLOAD = 128 * 1024;

export class Outbox {
  private waiting: (string | XmlElement)[] = [];
  /** Characters that wait. */
  size = 0;
  /** A `<close/>` is the last that waits, or was. */
  private endsAfter = false;

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** Whether `<close/>` was sent and has not left. */
  get endsSession(): boolean {
    return this.endsAfter;
  }

  /** Takes a frame of RFC 7395. */
  add(frame: string): void {
    // XEP-0206 has no stream errors from clients: the session just ends.
    if (this.endsAfter || frame.startsWith('<stream:error')) return;
    const el = /^<(?:open|close)[\s/>]/u.test(frame) ? parse(frame) : undefined;
    if (el?.is('close', NS_FRAMING) === true) this.endsAfter = true;
    else {
      this.waiting.push(el?.is('open', NS_FRAMING) === true ? el : frame);
      this.size += frame.length;
    }
  }

  /** What the next request carries; `undefined` where nothing waits. */
  take(): Outgoing | undefined {
    const [first] = this.waiting;
    if (first === undefined) return this.takeEnd();
    if (typeof first !== 'string') {
      // A restart SHOULD be empty (XEP-0206 section 5).
      this.drop(1);
      return { open: first, isLast: false, payload: '' };
    }
    const payload = this.takeFrames();
    return { isLast: this.isEmpty && this.takeEnd() !== undefined, payload };
  }

  private takeEnd(): Outgoing | undefined {
    if (!this.endsAfter) return undefined;
    this.endsAfter = false;
    return { isLast: true, payload: '' };
  }

  private takeFrames(): string {
    let payload = '';
    let count = 0;
    for (const frame of this.waiting) {
      if (typeof frame !== 'string') break;
      if (count > 0 && payload.length + frame.length > MAX_PAYLOAD) break;
      payload += frame;
      count += 1;
    }
    this.drop(count);
    return payload;
  }

  private drop(count: number): void {
    this.waiting.splice(0, count);
    this.size = this.waiting.reduce((sum, frame) => sum + String(frame).length, 0);
  }
}
