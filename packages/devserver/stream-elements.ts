/**
 * The elements of the stream itself, as the server sends them (RFC 6120, RFC 7395).
 */
import { NS_CLIENT, xml, type XmlElement } from '@xec/stanza';
import {
  NS_BIND,
  NS_FRAMING,
  NS_SASL,
  NS_SESSION,
  NS_STREAM,
  NS_STREAM_ERRORS,
  NS_TLS,
} from './namespaces.js';
import { encodeMessage } from './sasl/encoding.js';
import type { SaslFailure } from './sasl/mechanism.js';
import { smFeature } from './sm/elements.js';

/** The stream header (RFC 7395 section 3.4). */
export const open = (domain: string, id: string): XmlElement =>
  xml('open', { xmlns: NS_FRAMING, from: domain, id, version: '1.0', 'xml:lang': 'en' });

/** The end of the stream (RFC 7395 section 3.6). */
export const close = (seeOtherUri?: string): XmlElement =>
  xml('close', { xmlns: NS_FRAMING, 'see-other-uri': seeOtherUri });

export const features = (...children: readonly XmlElement[]): XmlElement =>
  xml('stream:features', { xmlns: NS_CLIENT, 'xmlns:stream': NS_STREAM }, ...children);

/** STARTTLS is offered (RFC 6120 section 5.4.1). */
export const startTls = (isRequired: boolean): XmlElement =>
  xml('starttls', { xmlns: NS_TLS }, isRequired ? xml('required') : undefined);

export const tlsProceed = (): XmlElement => xml('proceed', { xmlns: NS_TLS });

export const tlsFailure = (): XmlElement => xml('failure', { xmlns: NS_TLS });

export const mechanisms = (names: readonly string[]): XmlElement =>
  xml(
    'mechanisms',
    { xmlns: NS_SASL },
    names.map((name) => xml('mechanism', {}, name)),
  );

/** What is offered after the login. */
export const boundFeatures = (
  managesStreams: boolean,
  ...more: readonly XmlElement[]
): XmlElement => sessionFeatures(false, managesStreams, ...more);

/** What is offered after the login, where a resource may be bound already. */
export const sessionFeatures = (
  isBound: boolean,
  managesStreams: boolean,
  ...more: readonly XmlElement[]
): XmlElement =>
  features(
    ...(isBound
      ? []
      : [
          xml('bind', { xmlns: NS_BIND }, xml('required')),
          // Of RFC 3921; "optional" tells clients that they need not ask for it.
          xml('session', { xmlns: NS_SESSION }, xml('optional')),
        ]),
    ...(managesStreams ? [smFeature()] : []),
    ...more,
  );

export const challenge = (data: Uint8Array): XmlElement =>
  xml('challenge', { xmlns: NS_SASL }, data.length === 0 ? undefined : encodeMessage(data));

export const success = (data: Uint8Array | undefined): XmlElement =>
  xml('success', { xmlns: NS_SASL }, data === undefined ? undefined : encodeMessage(data));

export const failure = ({ condition, text }: SaslFailure): XmlElement =>
  xml(
    'failure',
    { xmlns: NS_SASL },
    xml(condition),
    text === undefined ? undefined : xml('text', { 'xml:lang': 'en' }, text),
  );

/** @param detail the application's own word on it (RFC 6120 section 4.9.4). */
export const streamError = (condition: string, text?: string, detail?: XmlElement): XmlElement =>
  xml(
    'stream:error',
    { xmlns: NS_CLIENT, 'xmlns:stream': NS_STREAM },
    xml(condition, { xmlns: NS_STREAM_ERRORS }),
    text === undefined
      ? undefined
      : xml('text', { xmlns: NS_STREAM_ERRORS, 'xml:lang': 'en' }, text),
    detail,
  );

/** @param host `host` or `host:port` (RFC 6120 section 4.9.3.19). */
export const seeOtherHost = (host: string): XmlElement =>
  xml(
    'stream:error',
    { xmlns: NS_CLIENT, 'xmlns:stream': NS_STREAM },
    xml('see-other-host', { xmlns: NS_STREAM_ERRORS }, host),
  );
