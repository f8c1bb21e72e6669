/**
 * A BOSH session as a transport: frames of RFC 7395 above, requests below.
 */
import { NS_FRAMING, NS_STREAM, write, xml, type XmlElement } from '@xec/stanza';
import {
  BaseTransport,
  exceedsUtf8Bytes,
  HIGH_WATER_BYTES,
  TransportError,
  type TransportEvents,
} from '@xec/transport';
import { NS_BODY, type Attributes, type Body } from './body.js';
import { terminated } from './faults.js';
import type { Http } from './http.js';
import type { BoshSettings } from './options.js';
import { Outbox, type Outgoing } from './outbox.js';
import { Requests, type RequestsOwner, type Sent } from './requests.js';
import type { Service } from './service.js';
import { readTerms, type Terms } from './terms.js';

/** An empty answer that comes sooner than this, in milliseconds, was not held: the next poll waits. */
const HASTY_MS = 1000;
/**
 * So long after an answer, in milliseconds, the next poll waits for something to say: it goes along then.
 * Two requests that leave at once may arrive in the other order, and ejabberd 23.01 answers neither then.
 */
const LULL_MS = 100;

export class BoshTransport extends BaseTransport implements RequestsOwner {
  readonly kind = 'bosh';
  readonly framing = 'websocket';
  readonly isSecure: boolean;
  readonly isLoopback: boolean;
  private readonly name: string;
  private readonly settings: BoshSettings;
  private readonly maxFrameBytes: number;
  private readonly requests: Requests;
  private readonly outbox = new Outbox();
  /** What the server said when the session began. */
  private terms: Terms | undefined = undefined;
  /** The domain, for a server that does not say its own. */
  private to = '';
  /** Whether a stream began whose `<open/>` has not been given up. */
  private owesOpen = false;
  private isClosing = false;
  private isStopped = false;
  private wasFull = false;
  private pumpTimer: ReturnType<typeof setTimeout> | undefined = undefined;
  private pollTimer: ReturnType<typeof setTimeout> | undefined = undefined;
  private closeTimer: ReturnType<typeof setTimeout> | undefined = undefined;
  /** When the next poll may leave, by `performance.now()`. */
  private pollFrom = 0;

  constructor(
    http: Http,
    service: Service,
    events: TransportEvents,
    maxFrameBytes: number,
    settings: BoshSettings,
  ) {
    super(events);
    this.isSecure = service.isSecure;
    this.isLoopback = service.isLoopback;
    this.name = service.name;
    this.settings = settings;
    this.maxFrameBytes = maxFrameBytes;
    this.requests = new Requests(http, service.name, maxFrameBytes, settings, this);
  }

  get bufferedBytes(): number {
    return this.outbox.size;
  }

  send(frame: string): void {
    if (!this.isOpen) return;
    this.outbox.add(frame);
    if (this.bufferedBytes >= HIGH_WATER_BYTES) this.wasFull = true;
    this.pumpSoon();
  }

  flush(): void {
    this.pump();
  }

  protected shut(): void {
    this.isClosing = true;
    this.closeTimer = setTimeout(() => {
      this.stop();
      const error = new TransportError('closed', 'The server did not answer when we closed.');
      this.end({ clean: false, error });
    }, this.settings.closeTimeoutMs);
    this.pumpSoon();
  }

  protected cut(): void {
    this.stop();
  }

  protected setReading(isReading: boolean): void {
    if (isReading) this.pumpSoon();
  }

  // ---- out ----

  /** At the end of the turn, so that what is sent in it leaves with one request. */
  private pumpSoon(): void {
    if (this.isStopped) return;
    this.pumpTimer ??= setTimeout(() => {
      this.pump();
    }, 0);
  }

  private pump(): void {
    if (this.isStopped) return;
    clearTimeout(this.pumpTimer);
    this.pumpTimer = undefined;
    while (this.hasRoom) {
      const outgoing = this.outbox.take();
      if (outgoing === undefined) break;
      this.post(outgoing);
    }
    this.tellDrained();
    if (this.isClosing) this.goOnClosing();
    else this.poll();
  }

  /** Two at most: one that the server may hold, and one for what is said meanwhile. */
  private get hasRoom(): boolean {
    if (this.requests.has('end')) return false;
    const { size } = this.requests;
    if (this.terms === undefined) return size === 0;
    // Section 11: the last one may be one too many.
    return size < this.terms.requests || (this.outbox.isEmpty && this.outbox.endsSession);
  }

  private post({ open, isLast, payload }: Outgoing): void {
    const { terms } = this;
    if (open !== undefined) this.begin(open);
    else if (terms === undefined)
      return; // nothing is sent on a stream that is not open
    else {
      const type = isLast ? 'terminate' : undefined;
      this.requests.post(isLast ? 'end' : 'payload', terms.sid, { type }, payload);
    }
  }

  /** A stream begins: with the session, or anew in it (XEP-0206 sections 3 and 5). */
  private begin({ attrs }: XmlElement): void {
    const { to, from, 'xml:lang': lang } = attrs as Readonly<Record<string, string | undefined>>; // the parser makes attributes strings
    this.to = to ?? '';
    this.owesOpen = true;
    const stream: Attributes = { to, from, 'xml:lang': lang, 'xmpp:version': '1.0' };
    if (this.terms !== undefined) {
      this.requests.post('restart', this.terms.sid, { ...stream, 'xmpp:restart': 'true' });
      return;
    }
    const { waitSeconds: wait } = this.settings;
    this.requests.post('create', undefined, { ...stream, ver: '1.6', wait, hold: 1 });
  }

  /** Lets the server say something, where nothing else is on its way. */
  private poll(): void {
    clearTimeout(this.pollTimer);
    const { terms } = this;
    if (terms === undefined || !this.isOpen || this.requests.size > 0) return;
    const waitMs = Math.max(this.pollFrom - performance.now(), this.isPaused ? terms.idleMs : 0);
    if (waitMs <= 0) this.requests.post('poll', terms.sid);
    else {
      this.pollTimer = setTimeout(() => {
        if (this.requests.size === 0) this.requests.post('poll', terms.sid);
      }, waitMs);
    }
  }

  private tellDrained(): void {
    if (!this.wasFull || this.bufferedBytes >= HIGH_WATER_BYTES || !this.isOpen) return;
    this.wasFull = false;
    this.events.onDrain?.();
  }

  /** Without `<close/>` the session stays with the server, so that its stream can be resumed. */
  private goOnClosing(): void {
    if (this.requests.has('end') || !this.outbox.isEmpty) return;
    const { terms } = this;
    if (this.requests.has('payload') && terms !== undefined) {
      // The server answers the older ones when another one comes.
      if (this.requests.size === 1) this.requests.post('poll', terms.sid);
    } else this.finish();
  }

  private finish(): void {
    this.stop();
    this.end({ clean: true });
  }

  // ---- in ----

  onAnswer(answer: Body, sent: Sent): void {
    if (sent.purpose === 'create') {
      const terms = readTerms(answer);
      if (terms !== undefined) this.terms = terms;
      else if (answer.attribute('type') !== 'terminate') {
        this.breakOff(new TransportError('protocol', `${this.name} gave no session id.`));
        return;
      }
    }
    const isOfStream = sent.purpose === 'create' || sent.purpose === 'restart';
    if (isOfStream || answer.elements.length > 0) this.giveOpen(answer);
    for (const el of answer.elements) if (!isUri(el)) this.give(el);
    if (this.isStopped) return; // whoever got a frame had enough
    this.limitPolls(answer, sent);
    if (sent.purpose === 'end') this.finish();
    else if (answer.attribute('type') === 'terminate') this.readEnd(answer);
    else this.pumpSoon();
  }

  onLost(error: TransportError): void {
    this.breakOff(error);
  }

  /** The server's `<open/>` comes before all that it says in a stream. */
  private giveOpen(answer: Body): void {
    if (!this.owesOpen || answer.attribute('type') === 'terminate') return;
    this.owesOpen = false;
    const from = answer.attribute('from') ?? this.terms?.from ?? this.to;
    const id = answer.attribute('authid') ?? this.terms?.streamId;
    const version = answer.attribute('xmpp:version') ?? '1.0';
    this.receive(write(xml('open', { xmlns: NS_FRAMING, from, id, version })));
  }

  private give(el: XmlElement): void {
    const frame = write(el);
    if (exceedsUtf8Bytes(frame, this.maxFrameBytes)) {
      const limit = String(this.maxFrameBytes);
      this.breakOff(
        new TransportError('too-big', `A frame of at most ${limit} bytes was expected.`),
      );
    } else this.receive(frame);
  }

  private readEnd(answer: Body): void {
    const condition = answer.attribute('condition');
    const elsewhere = condition === 'see-other-uri' ? uriOf(answer.elements) : undefined;
    const isError = condition === 'remote-stream-error' && answer.elements.some(isStreamError);
    if (this.isClosing) this.finish();
    else if (condition === undefined || elsewhere !== undefined) {
      this.receive(write(xml('close', { xmlns: NS_FRAMING, 'see-other-uri': elsewhere })));
      this.finish();
    } else if (isError) this.finish();
    else {
      this.stop();
      this.end({ clean: false, text: condition, error: terminated(this.name, condition) });
    }
  }

  /** Sections 11 and 12: empty requests keep their distance, where the server does not hold them. */
  private limitPolls(answer: Body, sent: Sent): void {
    const now = performance.now();
    const isEmpty = sent.purpose === 'poll' && answer.elements.length === 0;
    const isHasty = isEmpty && now - sent.at < HASTY_MS;
    if (this.terms?.isPolling === true) this.pollFrom = now + this.terms.pollingMs;
    else this.pollFrom = now + (isHasty ? HASTY_MS : LULL_MS);
  }

  private breakOff(error: TransportError): void {
    this.stop();
    this.fail(error);
  }

  private stop(): void {
    this.requests.stop();
    this.isStopped = true;
    for (const timer of [this.pumpTimer, this.pollTimer, this.closeTimer]) clearTimeout(timer);
  }
}

/** Where the server is instead (section 17.2). */
const uriOf = (elements: readonly XmlElement[]): string | undefined =>
  elements.find(isUri)?.getText().trim();

const isUri = (el: XmlElement): boolean => el.is('uri', NS_BODY);

const isStreamError = (el: XmlElement): boolean => el.is('error', NS_STREAM);
