/**
 * XEP-0339: Source-Specific Media Attributes in Jingle, version 1.0.1 (2021-10-23).
 * https://xmpp.org/extensions/xep-0339.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import { number, readAttributes, required, text, writeAttributes } from '../core/attributes.js';

export const NS_JINGLE_SSMA = 'urn:xmpp:jingle:apps:rtp:ssma:0';
/** What is announced by who reads it (section 4). */
export const FEATURE_JINGLE_SSMA = 'urn:ietf:rfc:5576';

/** What is said of a source; some attributes have no value. */
export interface RtpSourceParameter {
  readonly name: string;
  readonly value?: string;
}

/** A source of media, by its number in packets. */
export interface RtpSource {
  readonly ssrc: number;
  readonly parameters: readonly RtpSourceParameter[];
}

/** Sources that belong together: `FID` for a stream and what is sent again of it. */
export interface RtpSourceGroup {
  readonly semantics: string;
  readonly sources: readonly number[];
}

const sourceTable = { ssrc: required(number('ssrc')) };
const groupTable = { semantics: required(text('semantics')) };
const parameterTable = { name: required(text('name')), value: text('value') };

/** `<source/>`. */
export const sourceElement = ({ ssrc, parameters }: RtpSource): XmlElement =>
  xml(
    'source',
    { xmlns: NS_JINGLE_SSMA, ssrc },
    parameters.map((each) =>
      xml('parameter', writeAttributes<RtpSourceParameter>(each, parameterTable)),
    ),
  );

/** `<ssrc-group/>`. */
export const sourceGroupElement = ({ semantics, sources }: RtpSourceGroup): XmlElement =>
  xml(
    'ssrc-group',
    { xmlns: NS_JINGLE_SSMA, semantics },
    sources.map((ssrc) => xml('source', { ssrc })),
  );

/** Reads the sources of a description. */
export const readSources = (description: Element): RtpSource[] =>
  description.getChildren('source', NS_JINGLE_SSMA).flatMap((el) => {
    const read = readAttributes<{ ssrc: number }>(el, sourceTable);
    if (read === undefined) return [];
    const parameters = el
      .getChildren('parameter', NS_JINGLE_SSMA)
      .flatMap((child) => readAttributes<RtpSourceParameter>(child, parameterTable) ?? []);
    return [{ ...read, parameters }];
  });

/** Reads the groups of sources of a description. */
export const readSourceGroups = (description: Element): RtpSourceGroup[] =>
  description.getChildren('ssrc-group', NS_JINGLE_SSMA).flatMap((el) => {
    const read = readAttributes<{ semantics: string }>(el, groupTable);
    if (read === undefined) return [];
    const sources = el
      .getChildren('source', NS_JINGLE_SSMA)
      .flatMap((child) => readAttributes<{ ssrc: number }>(child, sourceTable)?.ssrc ?? []);
    return [{ ...read, sources }];
  });
