/**
 * The login of a component: a handshake, and nothing to bind (XEP-0114).
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { componentHandshake, isHandshakeReply, parseJid } from '@xec/stanza';
import type { Secret } from '@xec/xec';
import { StreamEnd } from '../stream-end.js';
import type { Stream } from '../stream.js';
import { unexpected } from '../unexpected.js';
import type { Account } from './account.js';
import type { BoundLogin, LoginProgress } from './login.js';

/** Logs the component `account.domain` in. */
export async function logInComponent(
  stream: Stream,
  { domain, lang, allowInsecure }: Account,
  secret: Secret,
  progress: LoginProgress,
): Promise<BoundLogin> {
  const { id } = await stream.open({ to: domain, lang });
  const { transport } = stream;
  // The hash of a secret can be guessed, and there is no TLS on such streams: a network of one's own.
  if (transport?.isSecure === false && !transport.isLoopback && !allowInsecure) {
    const text = 'Others could read what the component says: it needs allowInsecure.';
    throw new StreamEnd('refused', 'encryption-required', text);
  }
  if (id === undefined) throw stream.fail('bad-format', 'expected a stream with an id, got none');
  await progress.binding();
  stream.throwIfEnded();
  stream.bePatient();
  stream.sendElement(componentHandshake(bytesToHex(sha1(utf8ToBytes(id + secret.reveal())))));
  const el = await stream.next();
  if (!isHandshakeReply(el)) throw unexpected(stream, el, '<handshake/>');
  return {
    kind: 'bound',
    jid: parseJid(domain),
    streamFeatures: { mechanisms: [], namespaces: [] },
    early: [],
    managed: undefined,
    handledBefore: undefined,
  };
}
