/**
 * XEP-0386: Bind 2, version 1.1.0 (2025-12-12).
 * https://xmpp.org/extensions/xep-0386.html
 *
 * A resource is bound together with the login of SASL2 (`stanza/sasl2`).
 */
import { childElements, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_BIND2 = 'urn:xmpp:bind:0';

/** What a server offers, in SASL2's `<inline/>` (section 3.1). */
export interface Bind2Feature {
  /** Namespaces of what can be enabled together with the binding, in the server's order. */
  readonly features: readonly string[];
}

/** `<bind/>`, as a server offers it. */
export const bind2Feature = ({ features }: Bind2Feature): XmlElement =>
  xml(
    'bind',
    { xmlns: NS_BIND2 },
    features.length > 0 &&
      xml(
        'inline',
        {},
        features.map((name) => xml('feature', { var: name })),
      ),
  );

/** Reads the first `<bind/>` of what a server offers; `undefined` where there is none. */
export function readBind2Feature(inline: readonly Element[]): Bind2Feature | undefined {
  const bind = inline.find((el) => el.is('bind', NS_BIND2));
  if (bind === undefined) return undefined;
  const features = bind.getChild('inline', NS_BIND2)?.getChildren('feature', NS_BIND2) ?? [];
  return { features: features.map((el) => el.attrs['var'] as unknown).filter(isName) };
}

const isName = (name: unknown): name is string => typeof name === 'string' && name !== '';

/** What a client asks for, in SASL2's `<authenticate/>` (section 3.2). */
export interface Bind2Request {
  /** A short name of the software; the resource begins with it, and others can see it. */
  readonly tag?: string;
  /** What is enabled at once: `<enable/>` of carbons and of stream management, `<inactive/>`, … */
  readonly inline: readonly Element[];
}

/** `<bind/>`, as a client asks for it. */
export const bind2Request = ({ tag, inline = [] }: Partial<Bind2Request> = {}): XmlElement =>
  xml('bind', { xmlns: NS_BIND2 }, tag === undefined ? undefined : xml('tag', {}, tag), inline);

/** Reads the first `<bind/>` of what a client asks for; `undefined` where there is none. */
export function readBind2Request(inline: readonly Element[]): Bind2Request | undefined {
  const bind = inline.find((el) => el.is('bind', NS_BIND2));
  if (bind === undefined) return undefined;
  const tag = bind.getChild('tag', NS_BIND2)?.getText().trim() ?? '';
  return { ...(tag !== '' && { tag }), inline: othersIn(bind) };
}

/** What a server answers, in SASL2's `<success/>`, whose JID is the bound one. */
export interface Bound2 {
  /**
   * Answers to what was to be enabled, as `<enabled/>` or `<failed/>` of stream management, and
   * `<metadata/>` of the archive at the moment of the binding. No answer is needed for carbons.
   */
  readonly inline: readonly Element[];
}

/** `<bound/>`. */
export const bound2 = ({ inline }: Bound2): XmlElement => xml('bound', { xmlns: NS_BIND2 }, inline);

/** Reads the first `<bound/>` of what a server answers; `undefined` where nothing was bound. */
export function readBound2(inline: readonly Element[]): Bound2 | undefined {
  const bound = inline.find((el) => el.is('bound', NS_BIND2));
  return bound && { inline: othersIn(bound) };
}

const othersIn = (el: Element): Element[] =>
  childElements(el).filter((child) => child.getNS() !== NS_BIND2);
