/**
 * XEP-0166: Jingle, version 1.1.2 (2018-09-19).
 * https://xmpp.org/extensions/xep-0166.html
 */
import { childElements, xml, type Element, type XmlElement } from '../core/index.js';
import { oneOf, readAttributes, required, text, writeAttributes } from '../core/attributes.js';
import { contentElement, readContents, type JingleContent } from './content.js';
import { NS_JINGLE_GROUPING, groupElement, readGroups, type JingleGroup } from './grouping.js';
import { NS_JINGLE } from './namespaces.js';
import { readReason, reasonElement, type JingleReason } from './reason.js';
import { readRtpInfo, rtpInfoElement, type RtpInfo } from './rtp-info.js';

/** What may happen in a session (section 7.2). */
export const jingleActions = [
  'content-accept',
  'content-add',
  'content-modify',
  'content-reject',
  'content-remove',
  'description-info',
  'security-info',
  'session-accept',
  'session-info',
  'session-initiate',
  'session-terminate',
  'transport-accept',
  'transport-info',
  'transport-reject',
  'transport-replace',
] as const;

export type JingleAction = (typeof jingleActions)[number];

interface JingleAttributes {
  readonly action: JingleAction;
  /** The session, as its initiator named it; unique among the sessions of the two only. */
  readonly sid: string;
  /** Full JIDs, as written there: who speaks is the stanza's sender (section 7.1). */
  readonly initiator?: string;
  readonly responder?: string;
}

/** `<jingle/>` (section 7.1). */
export interface Jingle extends JingleAttributes {
  readonly contents: readonly JingleContent[];
  readonly groups: readonly JingleGroup[];
  readonly reason?: JingleReason;
  /** What `session-info` tells; one without anything asks whether the session is alive. */
  readonly info?: RtpInfo;
  /** `session-info` tells something that we do not know. */
  readonly hasUnknownInfo?: true;
}

/** A session's name: a text without white space, which is how `Nmtoken` is told apart from prose. */
const MAX_SID_LENGTH = 256;

/** Whether `sid` can name a session (section 7.1). */
export const isJingleSid = (sid: string): boolean =>
  sid !== '' && sid.length <= MAX_SID_LENGTH && !/\s/.test(sid);

const table = {
  action: required(oneOf('action', jingleActions)),
  sid: required({ name: 'sid', read: (sid: string) => (isJingleSid(sid) ? sid : undefined) }),
  initiator: text('initiator'),
  responder: text('responder'),
};

/** `<jingle/>`, the child of an iq of type `set`. */
export const jingleElement = (
  jingle: Omit<Jingle, 'contents' | 'groups' | 'hasUnknownInfo'> & Partial<Jingle>,
): XmlElement => {
  const { contents = [], groups = [], reason, info, hasUnknownInfo: _, ...attributes } = jingle;
  return xml(
    'jingle',
    { xmlns: NS_JINGLE, ...writeAttributes<JingleAttributes>(attributes, table) },
    groups.map(groupElement),
    contents.map((each) => contentElement(each)),
    info && rtpInfoElement(info),
    reason && reasonElement(reason),
  );
};

/**
 * Reads a `<jingle/>`.
 *
 * @returns `undefined` where it lacks a defined action or a session's name: a `bad-request`
 */
export function readJingle(el: Element): Jingle | undefined {
  const attributes = readAttributes<JingleAttributes>(el, table);
  if (attributes === undefined || !el.is('jingle', NS_JINGLE)) return undefined;
  const reason = readReason(el);
  return {
    ...attributes,
    contents: readContents(el),
    groups: readGroups(el),
    ...(reason !== undefined && { reason }),
    ...(attributes.action === 'session-info' && readInfo(el)),
  };
}

function readInfo(el: Element): Pick<Jingle, 'info' | 'hasUnknownInfo'> {
  const [told] = childElements(el).filter(
    (child) => child.getNS() !== NS_JINGLE && child.getNS() !== NS_JINGLE_GROUPING,
  );
  if (told === undefined) return {};
  const info = readRtpInfo(told);
  return info === undefined ? { hasUnknownInfo: true } : { info };
}
