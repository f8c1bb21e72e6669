/**
 * XEP-0191: Blocking Command, version 1.3 (2015-03-12), with
 * XEP-0377: Blocking Command Reports, version 0.4.1 (2026-02-25).
 * https://xmpp.org/extensions/xep-0191.html
 */
import {
  MalformedStanza,
  childText,
  readJid,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';
import { NS_STANZA_IDS, readStanzaIds, type StanzaId } from '../message/index.js';

export const NS_BLOCKING = 'urn:xmpp:blocking';
/** Of the condition `<blocked/>` in the error to whoever writes to someone they have blocked. */
export const NS_BLOCKING_ERRORS = 'urn:xmpp:blocking:errors';
export const NS_REPORTING = 'urn:xmpp:reporting:1';

/** Why somebody is reported (XEP-0377 section 3.1). */
export const reportReasons = ['abuse', 'spam'] as const;
export type ReportReason = (typeof reportReasons)[number];

/** What the own server is told of somebody who is blocked. */
export interface BlockReport {
  readonly reason: ReportReason;
  /** More about it, in words. */
  readonly text?: string;
  /** The messages that are meant, by the ids that archives gave them. */
  readonly stanzaIds?: readonly StanzaId[];
  /** The server may tell the one the messages came from. */
  readonly reportOrigin?: true;
  /** The server may tell others. */
  readonly thirdParty?: true;
}

/** `<blocklist/>`, the child of an iq of type `get` to the own account (section 3.2). */
export const blocklistRequest = (): XmlElement => xml('blocklist', { xmlns: NS_BLOCKING });

/** `<block/>`, the child of an iq of type `set` (section 3.3). A report is about each of them. */
export const blockElement = (jids: readonly string[], report?: BlockReport): XmlElement =>
  xml(
    'block',
    { xmlns: NS_BLOCKING },
    jids.map((jid) => xml('item', { jid }, report && reportElement(report))),
  );

/** `<unblock/>`, the child of an iq of type `set`; without a JID in it everybody (section 3.4). */
export const unblockElement = (jids: readonly string[]): XmlElement =>
  xml(
    'unblock',
    { xmlns: NS_BLOCKING },
    jids.map((jid) => xml('item', { jid })),
  );

/** `<report/>` (XEP-0377 section 3). */
export const reportElement = (report: BlockReport): XmlElement =>
  xml(
    'report',
    { xmlns: NS_REPORTING, reason: `urn:xmpp:reporting:${report.reason}` },
    (report.stanzaIds ?? []).map(({ id, by }) =>
      xml('stanza-id', { xmlns: NS_STANZA_IDS, by, id }),
    ),
    report.text !== undefined && xml('text', {}, report.text),
    report.reportOrigin && xml('report-origin'),
    report.thirdParty && xml('third-party'),
  );

/** Reads a `<report/>`; `undefined` for something else, or a reason that we do not know. */
export function readReport(el: Element): BlockReport | undefined {
  const reason = reportReasons.find((one) => el.attrs['reason'] === `urn:xmpp:reporting:${one}`);
  if (!el.is('report', NS_REPORTING) || reason === undefined) return undefined;
  const text = childText(el, 'text', NS_REPORTING);
  const stanzaIds = readStanzaIds(el);
  return {
    reason,
    ...(text !== undefined && { text }),
    ...(stanzaIds.length > 0 && { stanzaIds }),
    ...(el.getChild('report-origin', NS_REPORTING) && { reportOrigin: true }),
    ...(el.getChild('third-party', NS_REPORTING) && { thirdParty: true }),
  };
}

/**
 * Reads the JIDs of a `<blocklist/>`, `<block/>` or `<unblock/>`, prepared, each once.
 *
 * @throws MalformedStanza for an item without a JID: who is blocked must not be guessed.
 */
export function readBlockItems(el: Element): string[] {
  const jids = el.getChildren('item', NS_BLOCKING).map((item) => {
    const jid = readJid(item.attrs['jid'] as string | undefined); // attributes are strings
    if (jid === undefined) throw new MalformedStanza('expected a JID in each item');
    return jid.toString();
  });
  return [...new Set(jids)];
}
