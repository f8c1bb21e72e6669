/**
 * XEP-0444: Message Reactions, version 0.2.1 (2024-04-15).
 * https://xmpp.org/extensions/xep-0444.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import { idOf } from './id-of.js';

export const NS_REACTIONS = 'urn:xmpp:reactions:0';

/** How many reactions of one person to one message are read. */
const MAX_REACTIONS = 64;

/** All that somebody thinks of a message: these, and no others any more (section 3.2). */
export interface Reactions {
  /** The message's id; in a room its stanza-id. */
  readonly id: string;
  /** Emoji, each once; none takes all of them back. */
  readonly reactions: readonly string[];
}

/** `<reactions/>` (section 3.2). */
export const reactionsElement = ({ id, reactions }: Reactions): XmlElement =>
  xml(
    'reactions',
    { xmlns: NS_REACTIONS, id },
    reactions.map((reaction) => xml('reaction', {}, reaction)),
  );

/** Reads the reactions in a message, 64 at most; empty ones are none. */
export function readReactions(message: Element): Reactions | undefined {
  const el = message.getChild('reactions', NS_REACTIONS);
  const id = idOf(el);
  if (el === undefined || id === undefined) return undefined;
  const texts = el.getChildren('reaction', NS_REACTIONS).map((one) => one.getText().trim());
  const reactions = [...new Set(texts.filter((text) => text !== ''))].slice(0, MAX_REACTIONS);
  return { id, reactions };
}
