import type { SessionOptions } from '@xec/session';
import type { Connector } from '@xec/transport';
import type { Advertised, EngineLimits, Feature, Journal, Log, Runtime } from '@xec/xec';
import type { Provider } from './providers.js';

/** What a client is made of. Everything but `jid` has a default. */
export interface ClientOptions extends Omit<
  Partial<SessionOptions>,
  'jid' | 'service' | 'name' | 'connector' | 'limits'
> {
  /** The account, `juliet@capulet.example`; with a resource, that one is asked for. */
  readonly jid: string;
  /**
   * Where the server is: an address, `wss://xmpp.capulet.example/ws` (`ws`, `xmpps`, `xmpp`, `https` and
   * `http` too), or a domain to discover it of (XEP-0156, XEP-0368). Default: the domain of `jid`. A
   * component has to name it.
   */
  readonly service?: string;
  /** What is in use. An action, payload or key of another feature is unknown. */
  readonly features?: readonly Feature[];
  /** Where requests and packets are stored. Default: memory, which survives nothing. */
  readonly journal?: Journal;
  /**
   * The name of the session in the journal: who comes back under it finds what was pending. Default: a
   * random one.
   */
  readonly session?: string;
  /** What the application's payloads are given, under tokens. */
  readonly providers?: readonly Provider[];
  /** Default: warnings and errors, as JSON lines, on standard error or the console. */
  readonly log?: Log;
  /**
   * Opens connections. Default: WebSocket, TCP (in Node) and BOSH, and discovery of domains. A daemon of
   * many users gives `discovering(…, { allowAddresses: 'public' })` of `@xec/discovery`.
   */
  readonly connector?: Connector;
  readonly runtime?: Runtime;
  /** What this client is, for service discovery. Default: `client/pc`, Xec. */
  readonly identities?: Advertised['identities'];
  readonly limits?: Partial<EngineLimits> & Partial<NonNullable<SessionOptions['limits']>>;
  /** Hears what handlers and subscribers threw, and where. The log has it in any case. */
  readonly onFault?: (fault: unknown, where: string) => void;
}
