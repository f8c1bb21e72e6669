/**
 * Opens a stream, over TLS where that is to be had (RFC 6120 sections 4.3 and 5).
 */
import {
  NS_TLS,
  readJid,
  readStartTlsReply,
  readStreamFeatures,
  startTls,
  type StreamFeatures,
} from '@xec/stanza';
import { StreamEnd } from '../stream-end.js';
import type { Stream } from '../stream.js';
import { unexpected } from '../unexpected.js';

/** What opening a stream needs to know of who opens it. */
export interface Opening {
  /** The domain that is meant. */
  readonly domain: string;
  /** The bare JID, told to the server where nobody else reads it; absent for a login without one. */
  readonly from?: string | undefined;
  readonly lang: string;
  /** Whether TLS is used where the server offers it; without, nothing but this machine is safe. */
  readonly startTls: boolean;
  /** Allows clear text to other machines. */
  readonly allowInsecure: boolean;
  /** Allows it nowhere, not to this machine either. */
  readonly mustBeSecure: boolean;
}

/**
 * Opens the first stream of a connection, and gives what is offered on it.
 *
 * @throws StreamEnd where the server does not offer the TLS that is needed, too: somebody on the way
 *   may have taken the offer out
 */
export async function openFirst(stream: Stream, opening: Opening): Promise<StreamFeatures> {
  const features = await openStream(stream, opening);
  const { transport } = stream;
  if (transport === undefined || transport.isSecure) return features;
  const isOffered = features.namespaces.includes(NS_TLS) && transport.startTls !== undefined;
  if (isOffered && (opening.startTls || opening.mustBeSecure)) {
    await goSecure(stream);
    return openStream(stream, opening);
  }
  const isAllowed = transport.isLoopback || opening.allowInsecure;
  if (isAllowed && !opening.mustBeSecure) return features;
  throw new StreamEnd('refused', 'encryption-required', isOffered ? NOT_WANTED : NOT_OFFERED);
}

const NOT_WANTED =
  'TLS was turned off here (startTls: false), and others could read the login on its way.';
const NOT_OFFERED =
  'The server offers no TLS, and others could read the login on its way. Somebody between you and ' +
  'the server may have taken the offer out.';

/**
 * Opens a stream, the first one or the one after a login.
 *
 * @param onSent what is said right behind the opening, before the server has answered
 */
export async function openStream(
  stream: Stream,
  opening: Opening,
  onSent?: () => void,
): Promise<StreamFeatures> {
  const { domain, from: own, lang } = opening;
  const told = stream.isPrivate ? own : undefined;
  const opened = stream.open({ to: domain, from: told, lang });
  onSent?.();
  const { from, version } = await opened;
  if (version !== '1.0') {
    throw stream.fail('unsupported-version', `expected version 1.0, got ${version ?? 'none'}`);
  }
  // A server that does not know the domain may open in its own name, and then says so.
  const el = await stream.next();
  if (readJid(from)?.toString() !== domain) {
    throw stream.fail(
      'invalid-from',
      `expected a stream of ${domain}, got one of ${from ?? 'nobody'}`,
    );
  }
  const features = readStreamFeatures(el);
  if (features === undefined) throw unexpected(stream, el, 'stream features');
  return features;
}

async function goSecure(stream: Stream): Promise<void> {
  stream.sendElement(startTls());
  const el = await stream.next();
  const reply = readStartTlsReply(el);
  if (reply === undefined) throw unexpected(stream, el, '<proceed/>');
  if (reply === 'failure') {
    throw new StreamEnd('lost', 'tls-failure', 'the server offered TLS, and refused to begin it');
  }
  await stream.startTls();
}
