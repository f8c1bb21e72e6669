/**
 * XMPP streams: opening, features, errors, the end.
 *
 * RFC 6120 section 4, RFC 7395 (WebSocket framing).
 */
import { childElements, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_FRAMING = 'urn:ietf:params:xml:ns:xmpp-framing';
export const NS_STREAM = 'http://etherx.jabber.org/streams';
export const NS_STREAM_ERRORS = 'urn:ietf:params:xml:ns:xmpp-streams';

/** `<open/>`: begins a stream to `domain` over WebSocket (RFC 7395 section 3.4). */
export const openStream = (domain: string, lang?: string): XmlElement =>
  xml('open', { xmlns: NS_FRAMING, to: domain, version: '1.0', 'xml:lang': lang });

/** `<close/>`: ends a stream over WebSocket (RFC 7395 section 3.6). */
export const closeStream = (): XmlElement => xml('close', { xmlns: NS_FRAMING });

/** How the other side opened its stream. */
export interface StreamOpen {
  readonly from?: string;
  readonly id?: string;
  readonly version?: string;
}

/** Reads `<open/>`; `undefined` for another element. */
export function readStreamOpen(el: Element): StreamOpen | undefined {
  if (!el.is('open', NS_FRAMING)) return undefined;
  const from = el.getAttr('from') as string | undefined; // attributes are strings
  const id = el.getAttr('id') as string | undefined;
  const version = el.getAttr('version') as string | undefined;
  return {
    ...(from !== undefined && { from }),
    ...(id !== undefined && { id }),
    ...(version !== undefined && { version }),
  };
}

/** What a server offers at this point of the stream (RFC 6120 section 4.3.2). */
export interface StreamFeatures {
  /** Names of SASL mechanisms; empty where none are offered. */
  readonly mechanisms: readonly string[];
  /** Namespaces of all features, in document order, each once. */
  readonly namespaces: readonly string[];
}

/** Reads `<stream:features/>`; `undefined` for another element. */
export function readStreamFeatures(el: Element): StreamFeatures | undefined {
  if (!el.is('features', NS_STREAM)) return undefined;
  const namespaces = new Set<string>();
  const mechanisms: string[] = [];
  for (const child of childElements(el)) {
    namespaces.add(child.getNS() ?? '');
    if (!child.is('mechanisms', 'urn:ietf:params:xml:ns:xmpp-sasl')) continue;
    for (const mechanism of child.getChildren('mechanism')) {
      mechanisms.push(mechanism.getText().trim());
    }
  }
  return { mechanisms, namespaces: [...namespaces] };
}

/** The defined conditions of stream errors (RFC 6120 section 4.9.3). */
export const streamErrorConditions = [
  'bad-format',
  'bad-namespace-prefix',
  'conflict',
  'connection-timeout',
  'host-gone',
  'host-unknown',
  'improper-addressing',
  'internal-server-error',
  'invalid-from',
  'invalid-namespace',
  'invalid-xml',
  'not-authorized',
  'not-well-formed',
  'policy-violation',
  'remote-connection-failed',
  'reset',
  'resource-constraint',
  'restricted-xml',
  'see-other-host',
  'system-shutdown',
  'undefined-condition',
  'unsupported-encoding',
  'unsupported-feature',
  'unsupported-stanza-type',
  'unsupported-version',
] as const;

export type StreamErrorCondition = (typeof streamErrorConditions)[number];

const known: ReadonlySet<string> = new Set(streamErrorConditions);

/** What a stream error says. */
export interface StreamErrorInfo {
  readonly condition: StreamErrorCondition;
  readonly text?: string;
}

/** `<stream:error/>`. */
export const streamError = (condition: StreamErrorCondition, text?: string): XmlElement =>
  xml(
    'stream:error',
    { 'xmlns:stream': NS_STREAM },
    xml(condition, { xmlns: NS_STREAM_ERRORS }),
    text === undefined
      ? undefined
      : xml('text', { xmlns: NS_STREAM_ERRORS, 'xml:lang': 'en' }, text),
  );

/** Reads `<stream:error/>`; `undefined` for another element. Unknown: `undefined-condition`. */
export function readStreamError(el: Element): StreamErrorInfo | undefined {
  if (!el.is('error', NS_STREAM)) return undefined;
  let condition: StreamErrorCondition = 'undefined-condition';
  let text: string | undefined;
  for (const child of childElements(el)) {
    if (child.getNS() !== NS_STREAM_ERRORS) continue;
    const name = child.getName();
    if (name === 'text') text ??= child.getText();
    else if (known.has(name)) condition = name as StreamErrorCondition; // just looked up
  }
  return { condition, ...(text !== undefined && { text }) };
}
