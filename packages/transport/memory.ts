/**
 * Two transports that are each other's peer, in one process: for tests, and for a server that
 * lives beside its client.
 */
import { attempt } from './attempt.js';
import { BaseTransport } from './base-transport.js';
import { TransportError } from './error.js';
import {
  DEFAULT_MAX_FRAME_BYTES,
  HIGH_WATER_BYTES,
  type ChannelBindingType,
  type Connector,
  type Transport,
  type TransportClose,
  type TransportEvents,
} from './transport.js';
import { exceedsUtf8Bytes } from './utf8-length.js';

/** What both ends of a pair claim to be. */
export interface MemoryOptions {
  /** `websocket` if left out. */
  readonly framing?: Transport['framing'] | undefined;
  /** `false` if left out. */
  readonly isSecure?: boolean | undefined;
  /** `true` if left out: the bytes never leave the process. */
  readonly isLoopback?: boolean | undefined;
  /** What logins can be bound to on it; nothing if left out. */
  readonly channelBinding?: ((type: ChannelBindingType) => Uint8Array | undefined) | undefined;
  /** What each end accepts; `DEFAULT_MAX_FRAME_BYTES` if left out. */
  readonly maxFrameBytes?: number | undefined;
}

/** Codes of RFC 6455 section 7.4.1, so that a pair ends like a WebSocket does. */
const CLOSE_NORMAL = 1000;
const CLOSE_TOO_BIG = 1009;

/** Hears nothing, until somebody attaches. */
const nobody: TransportEvents = {
  onFrame: () => undefined,
  onClose: () => undefined,
};

/** One end of a pair. It keeps what arrives until events are attached. */
export class MemoryTransport extends BaseTransport {
  readonly kind = 'memory';
  readonly framing: Transport['framing'];
  readonly isSecure: boolean;
  readonly isLoopback: boolean;

  private readonly maxFrameBytes: number;
  private readonly bindings: MemoryOptions['channelBinding'];
  private peer: MemoryTransport | undefined = undefined;
  private isReading = false;
  private isSilent = false;
  private isDue = false;
  private wasFull = false;
  private unreadSize = 0;
  private readonly incoming: (string | TransportClose)[] = [];

  constructor(options: MemoryOptions) {
    super(nobody);
    this.framing = options.framing ?? 'websocket';
    this.isSecure = options.isSecure ?? false;
    this.isLoopback = options.isLoopback ?? true;
    this.bindings = options.channelBinding;
    this.maxFrameBytes = options.maxFrameBytes ?? DEFAULT_MAX_FRAME_BYTES;
  }

  channelBinding(type: ChannelBindingType): Uint8Array | undefined {
    return this.bindings?.(type);
  }

  /** Gives this end its events, once; what arrived before is delivered in a microtask. */
  attach(events: TransportEvents): void {
    if (this.events !== nobody) throw new Error('This end of a memory pair has events already.');
    this.events = events;
    this.setReading(true);
  }

  /** Makes `other` the peer; done by {@link memoryPair}. */
  join(other: MemoryTransport): void {
    this.peer = other;
  }

  /** Acts like a peer that lost its network: nothing passes any more, and nobody is told. */
  silence(): void {
    this.isSilent = true;
    if (this.peer) this.peer.isSilent = true;
  }

  /** What the peer has not read, in characters. */
  get bufferedBytes(): number {
    return this.peer?.unreadSize ?? 0;
  }

  send(frame: string): void {
    if (!this.isOpen) return;
    this.post(frame);
    if (this.bufferedBytes >= HIGH_WATER_BYTES) this.wasFull = true;
  }

  protected shut(): void {
    this.post({ clean: true, code: CLOSE_NORMAL });
    const isAnswered = !this.isSilent;
    queueMicrotask(() => {
      if (isAnswered) this.end({ clean: true, code: CLOSE_NORMAL });
      else this.end({ clean: false, error: unanswered() });
    });
  }

  protected cut(): void {
    this.post({ clean: false, error: new TransportError('closed', 'The peer vanished.') });
  }

  protected setReading(isReading: boolean): void {
    this.isReading = isReading;
    if (isReading) this.readSoon();
  }

  private post(item: string | TransportClose): void {
    const { peer } = this;
    if (peer === undefined || this.isSilent) return;
    peer.incoming.push(item);
    if (typeof item === 'string') peer.unreadSize += item.length;
    peer.readSoon();
  }

  private readSoon(): void {
    if (this.isDue || !this.isReading || this.incoming.length === 0) return;
    this.isDue = true;
    queueMicrotask(() => {
      this.isDue = false;
      this.read();
    });
  }

  /** Hands on what arrived, until the owner pauses. */
  private read(): void {
    let count = 0;
    for (const item of this.incoming) {
      if (!this.isReading) break;
      count++;
      if (typeof item === 'string') this.readFrame(item);
      else this.end(item);
    }
    this.incoming.splice(0, count);
    this.peer?.noteRead();
  }

  private readFrame(frame: string): void {
    this.unreadSize -= frame.length;
    if (exceedsUtf8Bytes(frame, this.maxFrameBytes)) {
      if (this.isOpen) this.post({ clean: true, code: CLOSE_TOO_BIG, text: 'frame too big' });
      this.fail(tooBig(this.maxFrameBytes), CLOSE_TOO_BIG);
    } else {
      this.receive(frame);
    }
  }

  private noteRead(): void {
    if (!this.wasFull || this.bufferedBytes >= HIGH_WATER_BYTES) return;
    this.wasFull = false;
    if (this.isOpen) this.events.onDrain?.();
  }
}

/** Two ends; what one sends, the other gets in a microtask, in order. */
export function memoryPair(options: MemoryOptions = {}): [MemoryTransport, MemoryTransport] {
  const client = new MemoryTransport(options);
  const server = new MemoryTransport(options);
  client.join(server);
  server.join(client);
  return [client, server];
}

/**
 * A connector whose server is a function of this process.
 *
 * @param accept gets the server's end and attaches its events. If it throws, the connection is
 *   refused; while its promise is pending, connecting takes as long.
 */
export function memoryConnector(
  accept: (server: MemoryTransport, service: string) => void | Promise<void>,
  options: Omit<MemoryOptions, 'maxFrameBytes'> = {},
): Connector {
  return (service, events, connectOptions = {}) =>
    attempt<Transport>(service, connectOptions, ({ succeed, fail }) => {
      const { maxFrameBytes } = connectOptions;
      const [client, server] = memoryPair({ ...options, maxFrameBytes });
      const open = async (): Promise<void> => {
        await accept(server, service);
        succeed(client);
        // Reads in a microtask, which comes after the one that gives the transport to the caller.
        client.attach(events);
      };
      open().catch((cause: unknown) => {
        fail(new TransportError('refused', `${service} refused the connection.`, { cause }));
      });
      return () => {
        client.abort();
      };
    });
}

const unanswered = (): TransportError =>
  new TransportError('closed', 'The peer did not answer when this side closed.');

const tooBig = (maxBytes: number): TransportError =>
  new TransportError('too-big', `A frame of at most ${String(maxBytes)} bytes was expected.`);
