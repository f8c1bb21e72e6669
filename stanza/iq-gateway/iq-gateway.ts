/**
 * XEP-0100: Gateway Interaction, version 1.0 (2005-10-05).
 * https://xmpp.org/extensions/xep-0100.html
 */
import { childText, readJid, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_GATEWAY = 'jabber:iq:gateway';

/** What a gateway wants to know of a contact in its network (section 6.3). */
export interface GatewayPrompt {
  /** The name of the field: `Screen Name`. */
  readonly prompt?: string;
  /** A sentence for people. */
  readonly description?: string;
}

/** `<query/>`, the child of an iq of type `get`. */
export const gatewayPromptRequest = (): XmlElement => xml('query', { xmlns: NS_GATEWAY });

/** `<query/>` with an address of the gateway's network, the child of an iq of type `set`. */
export const gatewayAddressRequest = (address: string): XmlElement =>
  xml('query', { xmlns: NS_GATEWAY }, xml('prompt', {}, address));

/** What a gateway answers to the first. */
export const gatewayPrompt = ({ prompt, description }: GatewayPrompt): XmlElement =>
  xml(
    'query',
    { xmlns: NS_GATEWAY },
    description !== undefined && xml('desc', {}, description),
    prompt !== undefined && xml('prompt', {}, prompt),
  );

/** What it answers to the second. */
export const gatewayAddress = (jid: string): XmlElement =>
  xml('query', { xmlns: NS_GATEWAY }, xml('jid', {}, jid));

/** Reads what a gateway wants to know; `undefined` where there is no query. */
export function readGatewayPrompt(result: Element): GatewayPrompt | undefined {
  const query = result.getChild('query', NS_GATEWAY);
  if (query === undefined) return undefined;
  const prompt = textIn(query, 'prompt');
  const description = textIn(query, 'desc');
  return {
    ...(prompt !== undefined && { prompt }),
    ...(description !== undefined && { description }),
  };
}

/** Texts are laid out over several lines in examples. */
function textIn(query: Element, name: string): string | undefined {
  const text = childText(query, name, NS_GATEWAY)?.trim().replace(/\s+/g, ' ');
  return text === '' ? undefined : text;
}

/** Reads the JID of an address; older gateways write it into `<prompt/>`. */
export function readGatewayAddress(result: Element): string | undefined {
  const query = result.getChild('query', NS_GATEWAY);
  const text = query && (textIn(query, 'jid') ?? textIn(query, 'prompt'));
  return readJid(text)?.toString();
}
