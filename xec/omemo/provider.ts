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
} from '@xec/stanza';
import * as v from 'valibot';
import { issuesText } from '../core/index.js';
import { omemoEncryptedSchema, type PublishParams } from '../message/index.js';

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
   * @param text the body in 0.3; in 2 an `<envelope/>` as XML (XEP-0420, section 5.5.1); absent for a message
   * that only cares for sessions
   */
  encrypt(text: string | undefined, recipients: readonly OmemoRecipient[]): Promise<OmemoEncrypted>;
  /**
   * Decrypts; gives nothing where there is no payload, and rejects where it cannot.
   */
  decrypt(received: OmemoReceived): Promise<string | undefined>;
}

/** What is to be sealed, and for whom. */
export interface ToSeal {
  readonly to: string;
  readonly type?: 'chat' | 'groupchat';
  readonly text?: string;
  /** Trusted devices of those who are to read it, and the other ones of the own account (section 5.5.2). */
  readonly recipients: readonly OmemoRecipient[];
  /** What those read who cannot decrypt it. */
  readonly fallback?: string;
}

/**
 * A message as `PublishMessage` sends it, encrypted by `provider`: named as such (XEP-0380), and to be kept
 * by archives although it has no body (XEP-0334).
 *
 * @throws TypeError when the provider gives something that its version cannot carry.
 */
export async function sealMessage(
  provider: OmemoProvider,
  { to, type, text, recipients, fallback }: ToSeal,
): Promise<PublishParams> {
  const given = await provider.encrypt(text, recipients);
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

/** What a message was to this device. */
export type Opened =
  | { readonly kind: 'text'; readonly text: string }
  /** It only cared for the session. */
  | { readonly kind: 'session' }
  /** It has nothing for this device: "a warning message SHOULD be displayed instead" (section 5.6). */
  | { readonly kind: 'not-for-us' };

/**
 * Opens a message that the packet `message` told, or an archive.
 *
 * @param account the own bare JID, prepared
 * @param sender the bare JID of its author; in a room the occupant's real one, which the room tells
 * @throws whatever `decrypt` rejects with: do not begin a new session for it (section 8)
 */
export async function openMessage(
  provider: OmemoProvider,
  message: { readonly encrypted?: readonly OmemoEncrypted[] },
  { account, sender }: { readonly account: string; readonly sender: string },
): Promise<Opened> {
  const sealed = message.encrypted?.find(({ version }) => version === provider.version);
  const key = sealed && omemoKeyFor(sealed, account, provider.device);
  if (sealed === undefined || key === undefined) return { kind: 'not-for-us' };
  const { device, iv, payload } = sealed;
  const text = await provider.decrypt({
    ...{ from: sender, device, key },
    ...(iv !== undefined && { iv }),
    ...(payload !== undefined && { payload }),
  });
  return text === undefined ? { kind: 'session' } : { kind: 'text', text };
}
