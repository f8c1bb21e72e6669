/**
 * A look at a server before any login: does it answer, and what does it offer?
 */
import { systemRuntime } from '@xec/session';
import {
  XmlError,
  closeStream,
  openStream,
  parse,
  readStreamError,
  readStreamFeatures,
  readStreamOpen,
  write,
  type StreamFeatures,
  type StreamOpen,
} from '@xec/stanza';
import type { ConnectOptions, Connector, Transport, TransportClose } from '@xec/transport';
import { StreamError } from '@xec/xec';

/** What a server says before a login. */
export interface Probed {
  /** TLS, with a certificate that is valid for the service's host. */
  readonly isSecure: boolean;
  /** The server runs on this machine. */
  readonly isLoopback: boolean;
  readonly open: StreamOpen;
  readonly features: StreamFeatures;
}

export interface ProbeOptions {
  readonly connector: Connector;
  readonly connect?: ConnectOptions;
  /** How long the server may take to say what it offers, in milliseconds. Default 10,000. */
  readonly answerMs?: number;
}

/**
 * Connects, opens a stream to `domain`, reads what is offered, and goes away. Nothing secret is sent.
 *
 * @throws TransportError when there is no connection
 * @throws StreamError when the server ended the stream, or said nothing that is XMPP
 */
export async function probe(
  service: string,
  domain: string,
  { connector, connect, answerMs = 10_000 }: ProbeOptions,
): Promise<Probed> {
  const reading = new Reading();
  const transport = await connector(service, reading, connect);
  const stop = systemRuntime.later(answerMs, () => {
    reading.fail(new StreamError('connection-timeout', 'the server did not say what it offers'));
  });
  try {
    transport.send(write(openStream(domain, 'en')));
    return { ...secrecyOf(transport), ...(await reading.done) };
  } finally {
    stop();
    transport.send(write(closeStream()));
    transport.close();
  }
}

const secrecyOf = ({ isSecure, isLoopback }: Transport) => ({ isSecure, isLoopback });

/** Reads `<open/>` and the features after it. */
class Reading {
  readonly done: Promise<Pick<Probed, 'open' | 'features'>>;
  #resolve!: (found: Pick<Probed, 'open' | 'features'>) => void; // set by the promise, at once
  #reject!: (error: Error) => void; // likewise
  #open: StreamOpen | undefined = undefined;

  constructor() {
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever waits hears of it; a connection that never opened has nobody who does.
    this.done.catch(() => undefined);
  }

  onFrame(frame: string): void {
    try {
      this.#read(frame);
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      this.fail(new StreamError(error.condition, error.message));
    }
  }

  onClose({ error, text }: TransportClose): void {
    this.fail(error ?? new StreamError('closed', text ?? 'the server closed the connection'));
  }

  fail(error: Error): void {
    this.#reject(error);
  }

  #read(frame: string): void {
    const el = parse(frame);
    const error = readStreamError(el);
    if (error !== undefined) {
      this.fail(new StreamError(error.condition, error.text));
      return;
    }
    const features = readStreamFeatures(el);
    if (this.#open !== undefined && features !== undefined) {
      this.#resolve({ open: this.#open, features });
      return;
    }
    this.#open = readStreamOpen(el);
    if (this.#open === undefined) {
      this.fail(new StreamError('bad-format', `expected <open/>, got <${el.name}/>`));
    }
  }
}
