import { childElements, xml, type Element, type XmlElement } from '../core/index.js';
import { oneOf, readAttributes, required, text, writeAttributes } from '../core/attributes.js';
import { iceUdpTransportElement, readIceUdpTransport, type IceUdpTransport } from './ice.js';
import { NS_JINGLE } from './namespaces.js';
import { otherPartElement, readOtherPart, type OtherJinglePart } from './other.js';
import { jingleParties, type JingleParty } from './rtp-info.js';
import { readRtpDescription, rtpDescriptionElement, type RtpDescription } from './rtp.js';

/** What a session carries: audio or video, or something of another specification. */
export type JingleDescription = RtpDescription | OtherJinglePart;
/** How it is carried. */
export type JingleTransport = IceUdpTransport | OtherJinglePart;

/** Who sends; both without it. */
export const jingleSenders = ['both', 'initiator', 'none', 'responder'] as const;
export type JingleSenders = (typeof jingleSenders)[number];

interface ContentAttributes {
  /** Who described it first; together with `name` it is what a content is known by. */
  readonly creator: JingleParty;
  readonly name: string;
  readonly senders?: JingleSenders;
  /** `session` without it. */
  readonly disposition?: string;
}

/** `<content/>` (XEP-0166 section 7.3). Which parts it has depends on the action. */
export interface JingleContent extends ContentAttributes {
  readonly description?: JingleDescription;
  readonly transport?: JingleTransport;
}

const table = {
  creator: oneOf('creator', jingleParties),
  name: required(text('name')),
  senders: oneOf('senders', jingleSenders),
  disposition: text('disposition'),
};

/** `<description/>`. */
export const descriptionElement = (description: JingleDescription): XmlElement =>
  description.kind === 'rtp' ? rtpDescriptionElement(description) : otherPartElement(description);

const transportElement = (transport: JingleTransport): XmlElement =>
  transport.kind === 'ice-udp' ? iceUdpTransportElement(transport) : otherPartElement(transport);

/** `<content/>`; outside of a `<jingle/>` in its namespace there. */
export const contentElement = (
  { description, transport, ...attributes }: JingleContent,
  xmlns?: string,
): XmlElement =>
  xml(
    'content',
    { xmlns, ...writeAttributes<ContentAttributes>(attributes, table) },
    description && descriptionElement(description),
    transport && transportElement(transport),
  );

/** Reads a `<description/>` of whatever application. */
export const readDescription = (el: Element): JingleDescription =>
  readRtpDescription(el) ?? readOtherPart(el);

/** Reads the contents in `parent`, in the namespace `xmlns`; one without a name is left out. */
export const readContents = (parent: Element, xmlns = NS_JINGLE): JingleContent[] =>
  parent.getChildren('content', xmlns).flatMap((el) => {
    const read = readAttributes<Omit<ContentAttributes, 'creator'> & { creator?: JingleParty }>(
      el,
      table,
    );
    if (read === undefined) return [];
    const description = partOf(el, 'description');
    const transport = partOf(el, 'transport');
    return [
      {
        ...read,
        creator: read.creator ?? 'initiator', // "the default is 'initiator'" (section 7.3)
        ...(description && { description: readDescription(description) }),
        ...(transport && { transport: readIceUdpTransport(transport) ?? readOtherPart(transport) }),
      },
    ];
  });

/** In whatever namespace: it says which application or transport it is. */
const partOf = (content: Element, name: string): Element | undefined =>
  childElements(content).find((el) => el.getName() === name);
