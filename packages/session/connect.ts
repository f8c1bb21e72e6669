import { TransportError } from '@xec/transport';
import type { SessionOptions } from './options.js';
import { messageOf } from './reason.js';
import { StreamEnd } from './stream-end.js';
import type { Stream } from './stream.js';

/** How a connection is opened, beside what the session's owner said. */
export interface ConnectPlan {
  /** The account's domain, whose server it must be. */
  readonly domain: string;
  /** Gives up connecting when it aborts. */
  readonly signal: AbortSignal;
  /** Where the server would like the stream to be resumed. */
  readonly location: string | undefined;
  /** Hears what a connector threw that is no {@link TransportError}. */
  readonly onFault: (fault: unknown, where: string) => void;
}

/** Opens the connection of `stream`, or ends the stream. Never throws. */
export async function connectStream(
  stream: Stream,
  { connector, service, connect }: Pick<SessionOptions, 'connector' | 'service' | 'connect'>,
  { domain, signal, location, onFault }: ConnectPlan,
): Promise<void> {
  try {
    const told = { domain, ...connect, signal, ...(location !== undefined && { location }) };
    stream.attach(await connector(service, stream, told));
  } catch (error) {
    if (!(error instanceof TransportError)) onFault(error, 'connector');
    const code = error instanceof TransportError ? error.code : 'unreachable';
    stream.abort(new StreamEnd('lost', code, messageOf(error), { cause: error }));
  }
}
