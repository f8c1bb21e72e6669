/**
 * A connector that finds its way: each candidate is tried until one opens.
 */
import {
  DEFAULT_CONNECT_TIMEOUT_MS,
  TransportError,
  type ConnectOptions,
  type Connector,
  type Transport,
  type TransportErrorCode,
  type TransportEvents,
} from '@xec/transport';
import type { Candidate, Scheme } from './candidate.js';
import { Remembered } from './remembered.js';

/** Who opens the services of a scheme. */
export type Connectors = Readonly<Partial<Record<Scheme | ClearScheme, Connector>>>;

/** What is not looked up, and used where the service says so: on this machine. */
type ClearScheme = 'ws' | 'http';

/** What {@link tryingCandidates} needs of the platform. */
export interface Tries {
  /** What every connection is told beside the caller's options. */
  readonly prepare: (options: ConnectOptions) => ConnectOptions;
  /** The candidates of a domain. */
  readonly lookUp: (
    domain: string,
    options: ConnectOptions,
    asked: AskedBy,
  ) => AsyncIterable<Candidate>;
  /** What one candidate may take, in milliseconds. */
  readonly candidateTimeoutMs: number;
  readonly now: () => number;
}

/** Who wants the candidates. */
export interface AskedBy {
  /** Hears of look-ups that failed. */
  readonly onFault: (sentence: string) => void;
  /** Of the time for connecting, in milliseconds. */
  readonly timeLeft: () => number;
}

/** Makes a connector whose service is a URL of one of `connectors`, or a domain. */
export function tryingCandidates(connectors: Connectors, tries: Tries): Connector {
  const remembered = new Remembered(tries.now);
  return async (service, events, given = {}) => {
    const options = tries.prepare(given);
    const scheme = /^([a-z][a-z\d+.-]*):\/\//iu.exec(service)?.[1]?.toLowerCase();
    if (scheme !== undefined) return connectorOf(connectors, scheme)(service, events, options);
    const attempt = new Attempts(connectors, tries, remembered, service, events, options);
    return attempt.run();
  };
}

/** One call of the connector. */
class Attempts {
  private readonly failed: TransportError[] = [];
  private readonly tried = new Set<string>();
  private readonly notes: string[] = [];
  private readonly until: number;
  private location: string | undefined;

  constructor(
    private readonly connectors: Connectors,
    private readonly tries: Tries,
    private readonly remembered: Remembered,
    private readonly domain: string,
    private readonly events: TransportEvents,
    private readonly options: ConnectOptions,
  ) {
    this.location = options.location;
    this.until = tries.now() + (options.timeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS);
  }

  async run(): Promise<Transport> {
    const { domain, tries, options, remembered } = this;
    const before = remembered.get(domain);
    if (before !== undefined) {
      const transport = await this.try(before);
      if (transport !== undefined) return transport;
      remembered.delete(domain);
    }
    const candidates = tries.lookUp(domain, options, {
      onFault: (sentence) => this.notes.push(sentence),
      timeLeft: () => this.timeLeft,
    });
    try {
      for await (const candidate of candidates) {
        const transport = await this.try(candidate);
        if (transport !== undefined) return transport;
        if (this.timeLeft <= 0) break;
      }
    } catch (error) {
      this.throwIfCancelled();
      throw error;
    }
    throw this.summary();
  }

  private get timeLeft(): number {
    return this.until - this.tries.now();
  }

  private async try(candidate: Candidate): Promise<Transport | undefined> {
    const { service, scheme, domain } = candidate;
    const left = this.timeLeft;
    if (this.tried.has(service) || left <= 0) return undefined;
    this.tried.add(service);
    const { options, events, location } = this;
    this.location = undefined; // it is gone to once, by whoever can
    try {
      const transport = await connectorOf(this.connectors, scheme)(service, events, {
        ...options,
        location,
        domain: options.domain ?? domain,
        timeoutMs: Math.min(left, this.tries.candidateTimeoutMs),
      });
      this.remembered.set(candidate);
      return transport;
    } catch (error) {
      this.throwIfCancelled();
      if (!(error instanceof TransportError)) throw error;
      this.failed.push(error);
      return undefined;
    }
  }

  private throwIfCancelled(): void {
    const { signal } = this.options;
    if (signal?.aborted !== true) return;
    const cause: unknown = signal.reason;
    throw new TransportError('aborted', `Connecting to ${this.domain} was cancelled.`, { cause });
  }

  private summary(): TransportError {
    const { domain, failed, notes } = this;
    const isLate = this.timeLeft <= 0;
    const sentences = [...failed.map(({ message }) => message), ...notes.map((note) => `${note}.`)];
    if (sentences.length === 0) sentences.push('Nothing says where its server is.');
    const late = isLate ? ' in time' : '';
    const message = `No server of ${domain} could be reached${late}. ${sentences.join(' ')}`;
    return new TransportError(isLate ? 'timeout' : commonCode(failed), message, {
      cause: failed.length === 1 ? failed[0] : failed,
    });
  }
}

/** What all of them say, if they are of one mind. */
function commonCode(faults: readonly TransportError[]): TransportErrorCode {
  const [code, ...others] = new Set(faults.map((fault) => fault.code));
  return code === undefined || others.length > 0 ? 'unreachable' : code;
}

function connectorOf(connectors: Connectors, scheme: string): Connector {
  const connector = Object.hasOwn(connectors, scheme)
    ? connectors[scheme as keyof Connectors]
    : undefined;
  if (connector !== undefined) return connector;
  const known = Object.keys(connectors).map((name) => `${name}://`);
  throw new TransportError(
    'invalid-service',
    `A domain was expected, or a URL of ${known.join(', ')}; a ${scheme}:// URL came.`,
  );
}
