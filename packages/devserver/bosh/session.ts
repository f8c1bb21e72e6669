/**
 * Text frames over HTTP: one session of XEP-0124, with the stream of XEP-0206 in it.
 */
import type { ServerResponse } from 'node:http';
import { parse, write, xml } from '@xec/stanza';
import type { FrameReceiver, FrameSocket } from '../frame-socket.js';
import { NS_FRAMING } from '../namespaces.js';
import { writeBody, type ReadBody } from './body.js';

/** How long a session lasts without a request, in milliseconds. */
const INACTIVITY_MS = 30_000;
/** How many requests may be on their way, and how many answers are kept. */
const REQUESTS = 2;

interface Held {
  readonly rid: number;
  readonly response: ServerResponse;
  readonly timer: ReturnType<typeof setTimeout>;
}

export class BoshSession implements FrameSocket {
  readonly framing = 'websocket';
  #receiver: FrameReceiver | undefined;
  #nextRid = 0;
  readonly #held: Held[] = [];
  readonly #early = new Map<number, () => void>();
  readonly #answered = new Map<number, string>();
  #unsent: string[] = [];
  /** What the first answer says. */
  #terms: Record<string, string | undefined> | undefined;
  #waitMs = 60_000;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #isSilent = false;
  #blockedOut: string[] | undefined;
  /** Bodies that are not read yet. */
  #blockedIn: ReadBody[] | undefined;
  #closesLater = false;
  /** What ends the session, where nobody asked when it ended. */
  #lastBody: string | undefined;
  #isFlushing = false;
  #isOver = false;

  constructor(
    readonly sid: string,
    readonly isSecure: boolean,
    private readonly forget: () => void,
  ) {}

  listen(receiver: FrameReceiver): void {
    this.#receiver = receiver;
  }

  /** Takes a request; those that came too early wait for their turn (section 14.1). */
  take(body: ReadBody, response: ServerResponse): void {
    const rid = Number(body.attrs['rid']);
    if (this.#lastBody !== undefined) return this.#sayLast(response, this.#lastBody);
    const known = this.#answered.get(rid);
    if (known !== undefined) return void response.end(known);
    if (this.#nextRid === 0) this.#begin(rid, body);
    if (rid > this.#nextRid && rid <= this.#nextRid + REQUESTS) {
      this.#early.set(rid, () => this.take(body, response));
      return;
    }
    if (rid === this.#nextRid) this.#takeNew(rid, body, response);
    else if (!this.#replace(rid, response)) this.#refuse(response);
  }

  write(text: string): void {
    if (this.#isOver || this.#isSilent) return;
    if (this.#blockedOut !== undefined) return void this.#blockedOut.push(text);
    if (text.startsWith('<open')) this.#sayOpen(text);
    else this.#unsent.push(text);
    this.#flushSoon();
  }

  close(): void {
    this.#closesLater = this.#isSilent || this.#blockedOut !== undefined;
    if (this.#closesLater || this.#isOver) return;
    const { attrs, content } = lastWords(this.#unsent.splice(0));
    // Each request is answered; the first one, or the next, has what was still to be said.
    const [first, ...others] = this.#held.splice(0);
    if (first === undefined) this.#lastBody = writeBody(attrs, content);
    this.#end();
    if (first !== undefined) this.#answer(first, attrs, content);
    for (const held of others) this.#answer(held, { type: 'terminate' });
  }

  abort(): void {
    for (const { response } of this.#held.splice(0)) response.destroy();
    this.#end();
  }

  silence(isSilent: boolean): void {
    if (this.#isSilent === isSilent) return;
    this.#isSilent = isSilent;
    this.#goOn();
  }

  block(direction: 'in' | 'out', isBlocked: boolean): void {
    if (direction === 'in') {
      if (isBlocked) this.#blockedIn ??= [];
      else this.#release();
    } else {
      const held = this.#blockedOut ?? [];
      this.#blockedOut = isBlocked ? held : undefined;
      if (!isBlocked) for (const text of held) this.write(text);
    }
    this.#goOn();
  }

  cutMidFrame(text: string): void {
    const held = this.#held.shift();
    if (held === undefined) return this.abort();
    const bytes = Buffer.from(writeBody({}, text), 'utf8');
    held.response.setHeader('content-length', bytes.length);
    held.response.write(bytes.subarray(0, bytes.length >> 1), () => {
      held.response.destroy();
      this.abort();
    });
  }

  #begin(rid: number, { attrs }: ReadBody): void {
    this.#nextRid = rid;
    const wait = Math.min(Number(attrs['wait']) || 0, 60);
    this.#waitMs = wait * 1000;
    const hold = attrs['hold'] === '0' ? '0' : '1';
    this.#terms = {
      sid: this.sid,
      ver: '1.6',
      wait: String(wait),
      hold,
      requests: String(REQUESTS),
    };
    this.#terms['inactivity'] = String(INACTIVITY_MS / 1000);
    this.#terms['polling'] = '2';
    this.#terms['xmpp:restartlogic'] = 'true';
  }

  #takeNew(rid: number, body: ReadBody, response: ServerResponse): void {
    clearTimeout(this.#idle);
    this.#nextRid = rid + 1;
    this.#hold(rid, response);
    if (this.#isSilent || this.#blockedIn !== undefined) (this.#blockedIn ??= []).push(body);
    else this.#read(body);
    this.#flush();
    const early = this.#early.get(this.#nextRid);
    this.#early.delete(this.#nextRid);
    early?.();
  }

  #hold(rid: number, response: ServerResponse): void {
    const timer = setTimeout(() => this.#answerFirst(), this.#waitMs);
    this.#held.push({ rid, response, timer });
  }

  /** The same request on another connection: the first one is lost. */
  #replace(rid: number, response: ServerResponse): boolean {
    const at = this.#held.findIndex((held) => held.rid === rid);
    const before = this.#held[at];
    if (before === undefined) return false;
    clearTimeout(before.timer);
    before.response.destroy();
    this.#held[at] = { ...before, response };
    return true;
  }

  #refuse(response: ServerResponse): void {
    response.end(writeBody({ type: 'terminate', condition: 'item-not-found' }));
  }

  #read({ attrs, frames }: ReadBody): void {
    const receiver = this.#receiver;
    const begins = attrs['sid'] === undefined || attrs['xmpp:restart'] === 'true';
    if (begins) {
      const version = attrs['xmpp:version'] ?? '1.0';
      receiver?.receive(write(xml('open', { xmlns: NS_FRAMING, to: attrs['to'], version })));
    } else for (const frame of frames) receiver?.receive(frame);
    if (attrs['type'] === 'terminate')
      receiver?.receive(write(xml('close', { xmlns: NS_FRAMING })));
  }

  #sayOpen(text: string): void {
    const { from, id } = parse(text).attrs as Readonly<Record<string, string>>; // the server's own
    if (this.#terms !== undefined)
      Object.assign(this.#terms, { from, authid: id, 'xmpp:version': '1.0' });
  }

  /** What is said in one turn leaves together. */
  #flushSoon(): void {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    setImmediate(() => {
      this.#isFlushing = false;
      this.#flush();
    });
  }

  #sayLast(response: ServerResponse, body: string): void {
    this.forget();
    response.end(body);
  }

  /** Says what is to be said, and keeps one request for later. */
  #flush(): void {
    if (this.#isOver || this.#isSilent || this.#blockedOut !== undefined) return;
    if (this.#unsent.length > 0 || this.#held.length >= REQUESTS) this.#answerFirst();
  }

  #answerFirst(): void {
    const first = this.#held.shift();
    if (first === undefined) return;
    const terms = this.#terms ?? {};
    this.#terms = undefined;
    this.#answer(first, terms, this.#unsent.splice(0).join(''));
  }

  #answer(
    { rid, response, timer }: Held,
    attrs: Record<string, string | undefined>,
    content = '',
  ): void {
    clearTimeout(timer);
    const text = writeBody(attrs, content);
    response.setHeader('content-type', 'text/xml; charset=utf-8');
    response.end(text);
    this.#answered.set(rid, text);
    this.#answered.delete(rid - REQUESTS);
    if (this.#held.length > 0 || this.#isOver) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#end(), INACTIVITY_MS).unref();
  }

  #release(): void {
    const bodies = this.#blockedIn ?? [];
    this.#blockedIn = undefined;
    for (const body of bodies) this.#read(body);
  }

  #goOn(): void {
    if (!this.#isSilent && this.#blockedIn?.length !== 0) this.#release();
    if (this.#closesLater) this.close();
    else this.#flush();
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#idle);
    for (const { timer } of this.#held) clearTimeout(timer);
    if (this.#lastBody === undefined) this.forget();
    else setTimeout(this.forget, INACTIVITY_MS).unref();
    this.#receiver?.closed();
  }
}

/** How the session ends, by what was written last (XEP-0124 section 17.2, XEP-0206 section 6). */
function lastWords(frames: readonly string[]) {
  const attrs: Record<string, string | undefined> = { type: 'terminate' };
  const close = frames.find((text) => text.startsWith('<close'));
  const elsewhere: unknown = close === undefined ? undefined : parse(close).attrs['see-other-uri'];
  if (typeof elsewhere === 'string') {
    attrs['condition'] = 'see-other-uri';
    return { attrs, content: write(xml('uri', {}, elsewhere)) };
  }
  if (frames.some((text) => text.startsWith('<stream:error'))) {
    attrs['condition'] = 'remote-stream-error';
  }
  return { attrs, content: frames.filter((text) => text !== close).join('') };
}
