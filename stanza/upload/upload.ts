/**
 * XEP-0363: HTTP File Upload, version 1.2.0 (2025-06-17).
 * https://xmpp.org/extensions/xep-0363.html
 */
import {
  MalformedStanza,
  formatDateTime,
  readDateTime,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';

export const NS_UPLOAD = 'urn:xmpp:http:upload:0';
/** What a file is for (section 5). A service announces each it knows as `<namespace>#<purpose>`. */
export const NS_UPLOAD_PURPOSE = 'urn:xmpp:http:upload:purpose:0';

/** What a file is for: how long it is kept follows from it. Not said: `message`. */
export type UploadPurpose =
  | { readonly type: 'message' | 'profile' | 'permanent' }
  /** Nobody gets it after that time, XEP-0082. */
  | { readonly type: 'ephemeral'; readonly expireBefore: string };

/** A file that wants a place. */
export interface UploadFile {
  readonly filename: string;
  /** In bytes. */
  readonly size: number;
  readonly contentType?: string;
  readonly purpose?: UploadPurpose;
}

/** A header to send with a file, as the service wants it. Not to be looked into (section 8). */
export interface UploadHeader {
  readonly name: string;
  readonly value: string;
}

/** A place for a file: who knows it may fill it, once and soon. */
export interface UploadSlot {
  /** Where the file goes by `PUT`. */
  readonly put: string;
  /** In order; a name may be there several times. */
  readonly headers: readonly UploadHeader[];
  /** Where others get it. */
  readonly get: string;
}

/** `<request/>`, the child of an iq of type `get` to the service (section 4). */
export const uploadRequest = ({ filename, size, contentType, purpose }: UploadFile): XmlElement =>
  xml(
    'request',
    { xmlns: NS_UPLOAD, filename, size, 'content-type': contentType },
    purpose &&
      xml(purpose.type, {
        xmlns: NS_UPLOAD_PURPOSE,
        'expire-before': purpose.type === 'ephemeral' ? purpose.expireBefore : undefined,
      }),
  );

/** Reads a `<request/>`: what a service is asked. */
export function readUploadRequest(el: Element): UploadFile | undefined {
  const { filename, size } = el.attrs as Readonly<Record<string, string | undefined>>; // strings
  if (!el.is('request', NS_UPLOAD) || filename === undefined) return undefined;
  if (size === undefined || !/^\d{1,15}$/.test(size)) return undefined;
  const contentType = el.attrs['content-type'] as string | undefined; // attributes are strings
  const purpose = readPurpose(el);
  return {
    filename,
    size: Number(size),
    ...(contentType !== undefined && { contentType }),
    ...(purpose !== undefined && { purpose }),
  };
}

function readPurpose(request: Element): UploadPurpose | undefined {
  for (const type of ['message', 'profile', 'permanent'] as const) {
    if (request.getChild(type, NS_UPLOAD_PURPOSE)) return { type };
  }
  const expiry: unknown = request.getChild('ephemeral', NS_UPLOAD_PURPOSE)?.attrs['expire-before'];
  const date = typeof expiry === 'string' ? readDateTime(expiry) : undefined;
  return date && { type: 'ephemeral', expireBefore: formatDateTime(date) };
}

/** `<slot/>`, the answer. */
export const uploadSlot = ({ put, headers, get }: UploadSlot): XmlElement =>
  xml(
    'slot',
    { xmlns: NS_UPLOAD },
    xml(
      'put',
      { url: put },
      headers.map(({ name, value }) => xml('header', { name }, value)),
    ),
    xml('get', { url: get }),
  );

/** "Only the following header names are allowed" (section 4). */
const allowedHeaders: readonly string[] = ['authorization', 'cookie', 'expires'];

/**
 * Reads the `<slot/>` in an answer. Line breaks are stripped from headers, and other headers than those
 * that the XEP allows left out (section 9.2).
 *
 * @param options `allowsLoopback`: addresses of this machine may be in clear text
 * @throws MalformedStanza without a slot, and for an address that is not https: "The host MUST provide
 * Transport Layer Security" (section 4)
 */
export function readUploadSlot(
  answer: Element,
  { allowsLoopback = false }: { readonly allowsLoopback?: boolean } = {},
): UploadSlot {
  const slot = answer.getChild('slot', NS_UPLOAD);
  const put = slot?.getChild('put', NS_UPLOAD);
  const get = slot?.getChild('get', NS_UPLOAD);
  if (put === undefined || get === undefined) {
    throw new MalformedStanza('expected a slot with the addresses for put and get');
  }
  return {
    put: readAddress(put, allowsLoopback),
    headers: put.getChildren('header', NS_UPLOAD).flatMap(readHeader),
    get: readAddress(get, allowsLoopback),
  };
}

function readHeader(el: Element): UploadHeader[] {
  const name = stripped((el.attrs['name'] as string | undefined) ?? ''); // attributes are strings
  if (!allowedHeaders.includes(name.toLowerCase())) return [];
  return [{ name, value: stripped(el.getText()) }];
}

const stripped = (text: string): string => text.replace(/[\r\n]/g, '');

function readAddress(el: Element, allowsLoopback: boolean): string {
  const url = readUrl((el.attrs['url'] as string | undefined) ?? ''); // attributes are strings
  const isClear = url?.protocol === 'http:' && allowsLoopback && isLoopback(url.hostname);
  if (
    url === undefined ||
    (url.protocol !== 'https:' && !isClear) ||
    url.username ||
    url.password
  ) {
    throw new MalformedStanza(
      `expected an https address to ${el.getName()}, got ${url?.protocol ?? 'none'}`,
    );
  }
  return url.href;
}

/** Whether an address is one of this machine: `localhost`, 127.0.0.0/8 or ::1. */
export function isLoopbackAddress(address: string): boolean {
  const url = readUrl(address);
  return url !== undefined && isLoopback(url.hostname);
}

function readUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);

/** How many bytes fit, as an error `<file-too-large/>` says; `undefined` where it does not. */
export function readMaxFileSize(stanza: Element): number | undefined {
  const tooLarge = stanza.getChild('error')?.getChild('file-too-large', NS_UPLOAD);
  return readSize(tooLarge?.getChild('max-file-size', NS_UPLOAD)?.getText());
}

/** A size in bytes as forms and errors have it; `undefined` for what is none. */
export const readSize = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;

/** When to ask again, as an error says: XEP-0082; `undefined` where it does not. */
export function readRetry(stanza: Element): string | undefined {
  const stamp: unknown = stanza.getChild('error')?.getChild('retry', NS_UPLOAD)?.attrs['stamp'];
  const date = typeof stamp === 'string' ? readDateTime(stamp) : undefined;
  return date && formatDateTime(date);
}
