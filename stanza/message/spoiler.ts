/**
 * XEP-0382: Spoiler messages, version 0.2.0 (2018-01-25).
 * https://xmpp.org/extensions/xep-0382.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_SPOILER = 'urn:xmpp:spoiler:0';

/** The body is to be hidden until its reader wants to see it. */
export interface Spoiler {
  /** What it is about; shown instead. */
  readonly hint?: string;
}

/** `<spoiler/>` (section 3). */
export const spoilerElement = ({ hint }: Spoiler): XmlElement =>
  xml('spoiler', { xmlns: NS_SPOILER }, hint);

/** Reads the spoiler of a message; of hints in several languages the first. */
export function readSpoiler(message: Element): Spoiler | undefined {
  const el = message.getChild('spoiler', NS_SPOILER);
  if (el === undefined) return undefined;
  const hint = el.getText();
  return hint === '' ? {} : { hint };
}
