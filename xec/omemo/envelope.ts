/**
 * What is encrypted in version 2: an `<envelope/>` by the profile of XEP-0384 section 5.5.1.
 */
import {
  NS_CLIENT,
  XmlError,
  MalformedStanza,
  encodeBase64,
  envelopeElement,
  envelopeFault,
  parse,
  readDateTime,
  readEnvelope,
  xml,
  type Element,
  type Envelope,
  type EnvelopeFault,
  type EnvelopeSurroundings,
  type XmlElement,
} from '@xec/stanza';

/** The least size of an envelope in characters: short answers look alike. */
const MIN_LENGTH = 512;

/** What is put into an envelope. */
export interface ToEnvelope {
  /** Whom the message is for; in a room the room. */
  readonly to: string;
  /** The own bare JID. */
  readonly from: string;
  readonly text?: string;
  readonly content?: readonly XmlElement[];
  readonly sentAt?: Date;
}

/** What an envelope is compared with: the message around it, as the packet `message` tells it. */
export interface MessageAround {
  readonly type?: string;
  readonly from?: string;
  readonly to?: string;
  readonly delay?: { readonly stamp: string };
}

/** What was in an envelope; `rejected`: it does not fit the message that it came in, or is none. */
export type OpenedEnvelope =
  | { readonly kind: 'text'; readonly text: string; readonly content?: readonly Element[] }
  | { readonly kind: 'content'; readonly content: readonly Element[] }
  | { readonly kind: 'rejected'; readonly fault: EnvelopeFault | 'malformed' };

/** The text to encrypt: it "MUST contain an <rpad/>", says who sends it, and whom it is for. */
export function writeEnvelope({ to, from, text, content = [], sentAt }: ToEnvelope): string {
  const body = text === undefined ? [] : [xml('body', { xmlns: NS_CLIENT }, text)];
  const envelope: Envelope<XmlElement> = {
    content: [...body, ...content],
    ...{ to, from },
    ...(sentAt !== undefined && { time: sentAt }),
  };
  const { length } = envelopeElement(envelope).toString();
  return envelopeElement({ ...envelope, rpad: padding(length) }).toString();
}

/** "padded to a fixed minimum size", and "between 0 and 200 characters … on top" (XEP-0420 section 4). */
function padding(length: number): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  const size = Math.max(0, MIN_LENGTH - length) + (random % 201);
  return encodeBase64(crypto.getRandomValues(new Uint8Array(size))).slice(0, size);
}

/**
 * Opens what was decrypted.
 *
 * @param sender whose device encrypted it
 */
export function openEnvelope(
  text: string,
  message: MessageAround,
  { account, sender, now }: { account: string; sender: string; now?: Date },
): OpenedEnvelope {
  const envelope = envelopeIn(text);
  if (envelope === undefined) return { kind: 'rejected', fault: 'malformed' };
  const sentAt = readDateTime(message.delay?.stamp ?? '') ?? now;
  const around = { from: sender, ...recipientOf(message, account), ...(sentAt && { sentAt }) };
  const fault = envelopeFault(envelope, around);
  if (fault !== undefined) return { kind: 'rejected', fault };
  const isBody = (el: Element): boolean => el.is('body', NS_CLIENT);
  const body = envelope.content.find(isBody);
  const content = envelope.content.filter((el) => !isBody(el));
  if (body === undefined) return { kind: 'content', content };
  return { kind: 'text', text: body.getText(), ...(content.length > 0 && { content }) };
}

/**
 * In a room, `to` "MUST" be there, "to prevent the server from silently converting a group message into
 * a private message and vice versa". Padding protects its sender, who decides on it.
 */
const recipientOf = (
  { type, from, to }: MessageAround,
  account: string,
): Pick<EnvelopeSurroundings, 'wants' | 'to'> =>
  type === 'groupchat'
    ? { wants: ['to'], ...(from !== undefined && { to: from }) }
    : { wants: [], to: to ?? account };

/** "Invalid XML MUST be rejected" (XEP-0420 section 10). */
function envelopeIn(text: string): Envelope | undefined {
  try {
    return readEnvelope(parse(text));
  } catch (error) {
    if (error instanceof XmlError || error instanceof MalformedStanza) return undefined;
    throw error;
  }
}
