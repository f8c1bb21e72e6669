/**
 * Streams of nobody: connected and opened, with no login on them. What is said is asked and answered
 * one by one.
 */
import { parseJid, type ParseLimits, type StreamFeatures } from '@xec/stanza';
import { TransportError, type ConnectOptions, type Connector } from '@xec/transport';
import { StreamError, type Runtime } from '@xec/xec';
import { openFirst } from './login/open-stream.js';
import { messageOf } from './reason.js';
import { systemRuntime } from './runtime.js';
import { StreamEnd } from './stream-end.js';
import { Stream } from './stream.js';

/** Where a stream without a login is opened. */
export interface VisitOptions {
  /** The domain whose server it must be, `capulet.example`. */
  readonly domain: string;
  /** The address of the server, `wss://xmpp.capulet.example/ws`, or what else `connector` takes. */
  readonly service: string;
  /** Opens the connection. */
  readonly connector: Connector;
  /** What the connector is told: certificates to trust. */
  readonly connect?: ConnectOptions | undefined;
  /** The language of texts for people. Default `en`. */
  readonly lang?: string | undefined;
  /** How long connecting, and each answer, may take, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** Gives up when it aborts. */
  readonly signal?: AbortSignal | undefined;
  readonly parseLimits?: ParseLimits | undefined;
  readonly runtime?: Runtime | undefined;
}

const DEFAULT_TIMEOUT_MS = 30_000;

/** A stream without a login. Made by {@link visit}. */
export class Visit {
  readonly stream: Stream;
  /** As {@link parseJid} writes it. */
  readonly domain: string;
  readonly runtime: Runtime;
  readonly #timeoutMs: number;

  constructor({ domain, parseLimits, runtime, timeoutMs }: VisitOptions) {
    this.domain = domainOf(domain);
    this.runtime = runtime ?? systemRuntime;
    this.#timeoutMs = timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.stream = new Stream(ownerOf(this.runtime), parseLimits);
  }

  /**
   * Gives `ask` its time; the stream ends when that is over.
   *
   * @param onTimeout stops what the end of the stream does not stop
   * @throws TransportError or StreamError for a stream that ended, and what `ask` throws besides
   */
  async withinTime<T>(ask: () => Promise<T>, onTimeout?: () => void): Promise<T> {
    const { stream } = this;
    const cancel = this.runtime.later(this.#timeoutMs, () => {
      const text = `no answer within ${String(this.#timeoutMs)} ms`;
      stream.abort(new StreamEnd('lost', 'timeout', text));
      onTimeout?.();
    });
    try {
      return await ask();
    } catch (error) {
      throw errorOf(error);
    } finally {
      cancel();
    }
  }

  /** Closes the stream; resolves when the connection is gone. */
  async close(): Promise<void> {
    this.stream.close(new StreamEnd('closed', 'closed', 'the visit is over'));
    await this.stream.gone();
  }
}

/**
 * Connects and opens a stream, over TLS where that is to be had.
 *
 * @throws InvalidJid or TypeError when `domain` is none
 * @throws TransportError when no server was found
 * @throws StreamError when the server ended the stream
 */
export async function visit(options: VisitOptions): Promise<[Visit, StreamFeatures]> {
  const visited = new Visit(options);
  const { stream, domain } = visited;
  const { signal, lang = 'en' } = options;
  const connecting = new AbortController();
  const stopConnecting = (): void => {
    connecting.abort();
  };
  const giveUp = (): void => {
    stream.abort(new StreamEnd('closed', 'cancelled', 'it was given up'));
    stopConnecting();
  };
  signal?.addEventListener('abort', giveUp, { once: true });
  if (signal?.aborted === true) giveUp();
  const features = await visited.withinTime(async () => {
    stream.throwIfEnded();
    await connect(stream, domain, { ...options, signal: connecting.signal });
    stream.throwIfEnded();
    // To look is no risk: who has something to hide keeps it back where the stream is not private.
    const plan = { domain, lang, startTls: true, allowInsecure: true, mustBeSecure: false };
    return openFirst(stream, plan);
  }, stopConnecting);
  return [visited, features];
}

function domainOf(text: string): string {
  const jid = parseJid(text);
  if (jid.local === undefined && jid.isBare) return jid.domain;
  throw new TypeError(`expected a domain, got ${text}`);
}

async function connect(
  stream: Stream,
  domain: string,
  { connector, service, connect: told, signal }: VisitOptions,
): Promise<void> {
  try {
    stream.attach(await connector(service, stream, { domain, ...told, ...(signal && { signal }) }));
  } catch (error) {
    stream.abort(new StreamEnd('lost', 'unreachable', messageOf(error), { cause: error }));
  }
}

/** What callers are told of a stream that ended; other errors are theirs as they are. */
function errorOf(error: unknown): unknown {
  if (!(error instanceof StreamEnd)) return error;
  const { cause, condition, message } = error;
  if (cause instanceof TransportError) return cause;
  return new StreamError(condition, message === condition ? undefined : message);
}

/** Nobody logs in, so that nothing flows: all is read one by one. */
const ownerOf = (runtime: Runtime) => ({
  onStanza: () => undefined,
  onNonza: () => false,
  onStreamEnd: () => undefined,
  onStreamDrain: () => undefined,
  onStreamRead: () => undefined,
  monotonic: () => runtime.monotonic(),
});
