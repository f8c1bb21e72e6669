/**
 * Where the cryptography is: an application brings it. Private keys and what is written stay with it and its
 * caller; records and packets have ciphertexts only.
 */
import {
  omemoKeyFor,
  omemoNamespaces,
  type OmemoBundle,
  type OmemoEncrypted,
  type OmemoKey,
  type OmemoVersion,
  type XmlElement,
} from '@xec/stanza';
import * as v from 'valibot';
import { issuesText } from '../core/index.js';
import { omemoEncryptedSchema, type PublishParams } from '../message/index.js';
import {
  openEnvelope,
  writeEnvelope,
  type MessageAround,
  type OpenedEnvelope,
  type ToEnvelope,
} from './envelope.js';

/** A device to encrypt for. */
export interface OmemoRecipient {
  /** Whose it is, a prepared bare JID. */
  readonly jid: string;
  readonly device: number;
  /** Its keys, where there may be no session yet. */
  readonly bundle?: OmemoBundle;
}

/** What came for this device. */
export interface OmemoReceived {
  /** Whose device sent it: a prepared bare JID. */
  readonly from: string;
  /** That device. */
  readonly device: number;
  /** The message's key, encrypted for this device. */
  readonly key: OmemoKey;
  readonly iv?: string;
  /** Absent: it only cares for the session. */
  readonly payload?: string;
}

/** One device of the own account, with its keys and sessions. */
export interface OmemoProvider {
  readonly version: OmemoVersion;
  /** The id of this device. */
  readonly device: number;
  /**
   * Encrypts a text for devices, and begins sessions where there are none.
   *
   * @param text what to encrypt: the body in 0.3; in 2 an `<envelope/>` as XML, which is made and read here
   * (section 5.5.1); absent for a message that only cares for sessions
   */
  encrypt(text: string | undefined, recipients: readonly OmemoRecipient[]): Promise<OmemoEncrypted>;
  /**
   * Decrypts; gives nothing where there is no payload, and rejects where it cannot.
   */
  decrypt(received: OmemoReceived): Promise<string | undefined>;
}

/** What is to be sealed, and for whom. Without `text` and `content` it only cares for sessions. */
export interface ToSeal {
  readonly to: string;
  /** The own bare JID: whoever opens it learns whose it is (2 only). */
  readonly from: string;
  readonly type?: 'chat' | 'groupchat';
  /** What people read. */
  readonly text?: string;
  /** What else is to be read by the recipients only, as elements of the message (2 only). */
  readonly content?: readonly XmlElement[];
  /** When: a message that a server holds back, or says again, is then seen to be old (2 only). */
  readonly sentAt?: Date;
  /** Trusted devices of those who are to read it, and the other ones of the own account (section 5.5.2). */
  readonly recipients: readonly OmemoRecipient[];
  /** What those read who cannot decrypt it (0.3 only). */
  readonly fallback?: string;
}

/**
 * A message as `PublishMessage` sends it, encrypted by `provider`: named as such (XEP-0380), and to be kept
 * by archives although it has no body (XEP-0334).
 *
 * @throws TypeError when the provider gives something that its version cannot carry, and for content that it
 * cannot encrypt: 0.3 has the body only, and servers must see some elements (XEP-0420 section 9)
 */
export async function sealMessage(
  provider: OmemoProvider,
  { to, type, recipients, fallback, ...rest }: ToSeal,
): Promise<PublishParams> {
  // "a fallback <body/> MUST NOT be added" (XEP-0420 section 7).
  if (provider.version === '2' && fallback !== undefined) {
    throw new TypeError('expected no fallback for OMEMO 2, got one');
  }
  const given = await provider.encrypt(plaintextOf(provider.version, { to, ...rest }), recipients);
  const read = v.safeParse(omemoEncryptedSchema, given);
  if (!read.success) throw new TypeError(`what was encrypted: ${issuesText(read.issues)}`);
  const { version, device } = read.output;
  if (version !== provider.version || device !== provider.device) {
    throw new TypeError(
      `expected something of OMEMO ${provider.version}, device ${String(provider.device)}, got it of OMEMO ${version}, device ${String(device)}`,
    );
  }
  return {
    to,
    ...(type !== undefined && { type }),
    ...(fallback !== undefined && { body: fallback }),
    encrypted: [read.output],
    encryption: { namespace: omemoNamespaces[version] },
    hints: ['store'],
  };
}

function plaintextOf(version: OmemoVersion, message: ToEnvelope): string | undefined {
  const { text, content = [] } = message;
  if (version === '2') {
    return text === undefined && content.length === 0 ? undefined : writeEnvelope(message);
  }
  if (content.length > 0) throw new TypeError('expected no content for OMEMO 0.3, got some');
  return text;
}

/** What a message was to this device. */
export type Opened =
  /** Its text, and in 2 what else was in its `<envelope/>`; or what was there without a text. */
  | OpenedEnvelope
  /** It only cared for the session. */
  | { readonly kind: 'session' }
  /** It has nothing for this device: "a warning message SHOULD be displayed instead" (section 5.6). */
  | { readonly kind: 'not-for-us' };

/**
 * Opens a message that the packet `message` told, or an archive.
 *
 * In 2 an envelope that was meant for somebody else, another room or another time is `rejected`, and so is
 * what is none: show it as a warning, if at all (XEP-0420 section 4).
 *
 * @param message what the packet said; only what its `encrypted` gives was written by the sender's device
 * @param account the own bare JID, prepared
 * @param sender the bare JID of its author; in a room the occupant's real one, which the room tells
 * @param now the time, for messages without delay: without it their `time` is not compared
 * @throws whatever `decrypt` rejects with: do not begin a new session for it (section 8)
 */
export async function openMessage(
  provider: OmemoProvider,
  message: { readonly encrypted?: readonly OmemoEncrypted[] } & MessageAround,
  who: { readonly account: string; readonly sender: string; readonly now?: Date },
): Promise<Opened> {
  const sealed = message.encrypted?.find(({ version }) => version === provider.version);
  const key = sealed && omemoKeyFor(sealed, who.account, provider.device);
  if (sealed === undefined || key === undefined) return { kind: 'not-for-us' };
  const { device, iv, payload } = sealed;
  const text = await provider.decrypt({
    ...{ from: who.sender, device, key },
    ...(iv !== undefined && { iv }),
    ...(payload !== undefined && { payload }),
  });
  if (text === undefined) return { kind: 'session' };
  return provider.version === '2' ? openEnvelope(text, message, who) : { kind: 'text', text };
}
