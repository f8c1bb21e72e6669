/**
 * XEP-0294: Jingle RTP Header Extensions Negotiation, version 1.1.2 (2022-08-27).
 * https://xmpp.org/extensions/xep-0294.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import {
  number,
  oneOf,
  readAttributes,
  required,
  text,
  writeAttributes,
} from '../core/attributes.js';
import { parameterElement, readParameters, type RtpParameter } from './parameter.js';

export const NS_JINGLE_RTP_HDREXT = 'urn:xmpp:jingle:apps:rtp:rtp-hdrext:0';

/** Who may send it; both without it. */
export const extensionSenders = ['initiator', 'responder', 'both'] as const;

/** A header extension of RTP, and the id that stands for it in packets. */
export interface RtpHeaderExtension {
  readonly id: number;
  readonly uri: string;
  readonly senders?: (typeof extensionSenders)[number];
  readonly parameters: readonly RtpParameter[];
}

const table = {
  id: required(number('id', 4351)),
  uri: required(text('uri')),
  senders: oneOf('senders', extensionSenders),
};

/** `<rtp-hdrext/>`. */
export const headerExtensionElement = ({
  parameters,
  ...attributes
}: RtpHeaderExtension): XmlElement =>
  xml(
    'rtp-hdrext',
    {
      xmlns: NS_JINGLE_RTP_HDREXT,
      ...writeAttributes<Omit<RtpHeaderExtension, 'parameters'>>(attributes, table),
    },
    parameters.map((each) => parameterElement(each)),
  );

/** Reads the header extensions of a description. */
export const readHeaderExtensions = (description: Element): RtpHeaderExtension[] =>
  description.getChildren('rtp-hdrext', NS_JINGLE_RTP_HDREXT).flatMap((el) => {
    const read = readAttributes<Omit<RtpHeaderExtension, 'parameters'>>(el, table);
    if (read === undefined) return [];
    return [{ ...read, parameters: readParameters(el, NS_JINGLE_RTP_HDREXT) }];
  });
