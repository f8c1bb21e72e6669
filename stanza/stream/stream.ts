/**
 * XMPP streams: opening, features, errors, the end.
 *
 * RFC 6120 section 4, RFC 7395 (WebSocket framing).
 */
import {
  NS_CLIENT,
  childElements,
  write,
  xml,
  type Element,
  type Unread,
  type XmlElement,
} from '../core/index.js';
import { readSasl2Feature, type Sasl2Feature } from '../sasl2/index.js';

export const NS_FRAMING = 'urn:ietf:params:xml:ns:xmpp-framing';
export const NS_STREAM = 'http://etherx.jabber.org/streams';
/** Of a component's stanzas (XEP-0114). */
export const NS_COMPONENT = 'jabber:component:accept';
/** Of the channel bindings that a server announces (XEP-0440). */
export const NS_CHANNEL_BINDING = 'urn:xmpp:sasl-cb:0';
export const NS_STREAM_ERRORS = 'urn:ietf:params:xml:ns:xmpp-streams';

/** How this side opens its stream. */
export interface StreamOpening {
  /** The domain that is meant. */
  readonly to: string;
  /** Who opens it: only where nobody else reads it (RFC 6120 section 4.7.1). */
  readonly from?: string | undefined;
  readonly lang?: string | undefined;
}

/** `<open/>`: begins a stream over WebSocket (RFC 7395 section 3.4). */
export const openStream = ({ to, from, lang }: StreamOpening): XmlElement =>
  xml('open', { xmlns: NS_FRAMING, to, from, version: '1.0', 'xml:lang': lang });

/** The open tag of a stream over TCP (RFC 6120 section 4.2). */
export const streamHeader = ({ to, from, lang }: StreamOpening): string =>
  openTag({ xmlns: NS_CLIENT, to, from, version: '1.0', 'xml:lang': lang });

/** The open tag of a component's stream (XEP-0114 section 3); `to` is the component. */
export const componentHeader = (to: string): string => openTag({ xmlns: NS_COMPONENT, to });

/** The end tag of a stream over TCP. */
export const STREAM_END = '</stream:stream>';

function openTag({ xmlns, ...attrs }: Readonly<Record<string, string | undefined>>): string {
  const header = xml('stream:stream', { xmlns, 'xmlns:stream': NS_STREAM, ...attrs });
  return `<?xml version='1.0'?>${write(header).slice(0, -2)}>`;
}

/** `<close/>`: ends a stream over WebSocket (RFC 7395 section 3.6). */
export const closeStream = (): XmlElement => xml('close', { xmlns: NS_FRAMING });

/** How the other side opened its stream. */
export interface StreamOpen {
  readonly from?: string;
  readonly id?: string;
  readonly version?: string;
}

/** Reads `<open/>`, or the open tag of a stream over TCP; `undefined` for another element. */
export function readStreamOpen(el: Element): StreamOpen | undefined {
  if (!el.is('open', NS_FRAMING) && !el.is('stream', NS_STREAM)) return undefined;
  const { from, id, version } = el.attrs as Readonly<Record<string, string | undefined>>; // the parser's
  const open: Unread<StreamOpen> = {};
  if (from !== undefined) open.from = from;
  if (id !== undefined) open.id = id;
  if (version !== undefined) open.version = version;
  return open as StreamOpen; // all of it may be absent
}

/** What a server offers at this point of the stream (RFC 6120 section 4.3.2). */
export interface StreamFeatures {
  /** Names of SASL mechanisms; empty where none are offered. */
  readonly mechanisms: readonly string[];
  /** Types of channel bindings, as `tls-exporter`; absent where the server names none (XEP-0440). */
  readonly channelBindings?: readonly string[];
  /** What is offered for a login with SASL2; absent where that is not offered (XEP-0388). */
  readonly sasl2?: Sasl2Feature;
  /** Namespaces of all features, in document order, each once. */
  readonly namespaces: readonly string[];
}

/** Reads `<stream:features/>`; `undefined` for another element. */
export function readStreamFeatures(el: Element): StreamFeatures | undefined {
  if (!el.is('features', NS_STREAM)) return undefined;
  const namespaces = new Set<string>();
  const mechanisms: string[] = [];
  let channelBindings: readonly string[] | undefined;
  let sasl2: Sasl2Feature | undefined;
  for (const child of childElements(el)) {
    namespaces.add(child.getNS() ?? '');
    if (child.is('mechanisms', 'urn:ietf:params:xml:ns:xmpp-sasl')) {
      mechanisms.push(...child.getChildren('mechanism').map((each) => each.getText().trim()));
    }
    channelBindings ??= readChannelBindings(child);
    sasl2 ??= readSasl2Feature(child);
  }
  return {
    mechanisms,
    ...(channelBindings && { channelBindings }),
    ...(sasl2 && { sasl2 }),
    namespaces: [...namespaces],
  };
}

/**
 * `<sasl-channel-binding/>`, a stream feature: the types of channel bindings that the server has
 * (XEP-0440 section 2, version 1.0.0 of 2025-12-08).
 */
export const channelBindingsFeature = (types: readonly string[]): XmlElement =>
  xml(
    'sasl-channel-binding',
    { xmlns: NS_CHANNEL_BINDING },
    types.map((type) => xml('channel-binding', { type })),
  );

/** Reads the feature; `undefined` for another element. */
function readChannelBindings(el: Element): readonly string[] | undefined {
  if (!el.is('sasl-channel-binding', NS_CHANNEL_BINDING)) return undefined;
  return el
    .getChildren('channel-binding', NS_CHANNEL_BINDING)
    .map((each) => each.attrs['type'] as unknown)
    .filter((type) => typeof type === 'string' && type !== '')
    .map(String);
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
  /** Of `see-other-host`: where to connect instead, `host` or `host:port` (section 4.9.3.19). */
  readonly elsewhere?: string;
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
  let elsewhere = '';
  for (const child of childElements(el)) {
    if (child.getNS() !== NS_STREAM_ERRORS) continue;
    const name = child.getName();
    if (name === 'text') text ??= child.getText();
    else if (known.has(name)) condition = name as StreamErrorCondition; // just looked up
    if (name === 'see-other-host') elsewhere = child.getText().trim();
  }
  return {
    condition,
    ...(text !== undefined && { text }),
    ...(elsewhere !== '' && { elsewhere }),
  };
}
