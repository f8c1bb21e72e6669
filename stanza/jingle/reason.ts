import { childElements, xml, type Element, type XmlElement } from '../core/index.js';
import { NS_JINGLE } from './namespaces.js';

/** Why something happens (XEP-0166 section 7.4). */
export const jingleReasonConditions = [
  'alternative-session',
  'busy',
  'cancel',
  'connectivity-error',
  'decline',
  'expired',
  'failed-application',
  'failed-transport',
  'general-error',
  'gone',
  'incompatible-parameters',
  'media-error',
  'security-error',
  'success',
  'timeout',
  'unsupported-applications',
  'unsupported-transports',
] as const;

export type JingleReasonCondition = (typeof jingleReasonConditions)[number];

/** A reason, in a word for machines and one for people. */
export interface JingleReason {
  readonly condition: JingleReasonCondition;
  readonly text?: string;
  /** Of `alternative-session`: the session that is to be used instead. */
  readonly sid?: string;
}

/** `<reason/>`; outside of a `<jingle/>` with its namespace. */
export const reasonElement = ({ condition, text, sid }: JingleReason, xmlns?: string): XmlElement =>
  xml(
    'reason',
    { xmlns },
    xml(condition, {}, sid !== undefined && xml('sid', {}, sid)),
    text !== undefined && xml('text', {}, text),
  );

/** Reads the `<reason/>` in `parent`; one without a known condition is none. */
export function readReason(parent: Element): JingleReason | undefined {
  const el = parent.getChild('reason', NS_JINGLE);
  if (el === undefined) return undefined;
  for (const child of childElements(el)) {
    const condition = jingleReasonConditions.find((each) => child.is(each, NS_JINGLE));
    if (condition === undefined) continue;
    const text = el.getChild('text', NS_JINGLE)?.getText();
    const sid = child.getChild('sid', NS_JINGLE)?.getText();
    return {
      condition,
      ...(text !== undefined && { text }),
      ...(sid !== undefined && condition === 'alternative-session' && { sid }),
    };
  }
  return undefined;
}
